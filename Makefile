# The front door: `make` lists what it can do. Each target installs what it needs and is missing.
# On Windows, and wherever make is not at home, CONTRIBUTING.md tells the plain cargo and npm commands.

.DEFAULT_GOAL := help
.PHONY: help run test check build server demo sim soak mutants bench-sync bench-server bench-import fuzz

OFFICE_DATA := target/office
OFFICE_LISTEN := 127.0.0.1:8460
SEEDS ?= 500
SEED ?= 0
MINUTES ?= 10

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Build Adinda and open its window (without a display: take its picture)
	@scripts/run.sh

test: ## Run every test: Rust, UI, and end to end in the real window
	@scripts/test.sh

check: ## Check format, lints, types, and the licences of dependencies
	@scripts/check.sh

build: ## Build the window, adinda-cli and adinda-server
	@scripts/build.sh

server: ## Run the office's server on this machine, with its data in a folder
	@scripts/build.sh adinda-server
	@echo "The office listens on http://$(OFFICE_LISTEN), its data are in $(OFFICE_DATA)."
	@echo "A KIM is added from a second terminal, which prints its pairing code:"
	@echo "  $${CARGO_TARGET_DIR:-target}/debug/adinda-server kim add --help"
	@"$${CARGO_TARGET_DIR:-target}/debug/adinda-server" serve --data $(OFFICE_DATA) --listen $(OFFICE_LISTEN)

demo: ## Play a whole day of a KIM, with pictures and a report in target/demo
	@scripts/demo.sh

soak: ## Play such schedules with fresh seeds: make soak MINUTES=number, or SEEDS=number
	@scripts/install-system-packages.sh build
	@cargo build --quiet --workspace --bin simulate
	@"$${CARGO_TARGET_DIR:-target}/debug/simulate" --first "$$(date +%s)000000" \
		$(if $(filter command line environment,$(origin SEEDS)),--seeds $(SEEDS),--minutes $(MINUTES))

mutants: ## Plant faults one by one and demand that the simulation finds each of them
	@scripts/install-system-packages.sh build
	@cargo build --quiet --workspace --bin simulate --bin mutants
	@"$${CARGO_TARGET_DIR:-target}/debug/mutants"

sim: ## Play seeded schedules of all that goes wrong in a sync: make sim SEEDS=number SEED=first
	@scripts/install-system-packages.sh build
	@cargo build --quiet --workspace --bin simulate
	@"$${CARGO_TARGET_DIR:-target}/debug/simulate" --seeds $(SEEDS) --first $(SEED)

bench-sync: ## Measure what a sync costs on a bad line: make bench-sync [WORKLOAD=folder]
	@WORKLOAD="$(WORKLOAD)" scripts/bench-sync.sh

bench-import: ## Measure how long the preview of 5,000 members from a spreadsheet takes
	@scripts/install-system-packages.sh build >&2
	@cargo build --quiet --workspace --bin bench-import
	@"$${CARGO_TARGET_DIR:-target}/debug/bench-import"

fuzz: ## Read spreadsheets that chance has been at: make fuzz MINUTES=number
	@scripts/install-system-packages.sh build
	@cargo build --quiet --workspace --bin fuzz-sheets
	@"$${CARGO_TARGET_DIR:-target}/debug/fuzz-sheets" --minutes $(MINUTES)

bench-server: ## Measure how many laptops a release-built office serves (builds for long)
	@scripts/bench-server.sh
