//! Builds the window's resources. The UI is always embedded, so it has to be built first.
#![allow(clippy::panic, reason = "a build script says what is wrong by failing")]

fn main() {
    let built_ui = std::path::Path::new("../ui/dist/index.html");
    println!("cargo:rerun-if-changed=../ui/dist");
    if std::env::var_os("CARGO_FEATURE_EMBEDDED_UI").is_some() && !built_ui.exists() {
        panic!("the UI isn't built: run make run (or: cd ui && npm ci && npm run build)");
    }
    tauri_build::build();
}
