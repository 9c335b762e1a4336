// How the face is bundled: relative paths, for the webviews of Debian 12 (WebKitGTK 2.40) and Windows (WebView2).
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  base: './',
  plugins: [svelte(), svelteTesting()],
  resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
  // The window embeds the files, so one larger piece costs nothing and a strict content policy stays simple.
  build: { target: ['safari16.4', 'chrome109'], assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
  server: { port: 5173, strictPort: true, host: '127.0.0.1' },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
});
