# For developers; trainers need only ./rumbo. Everything runs in the environment that ./set-up made.
python := .venv/bin/python

.PHONY: test docs bench bench-engines bench-batch kill fuzz audit sbom licences constraints format

test:
	./test

# Pages and schemas that are made from the code.
docs: $(python)
	$(python) -m rumbo.cli.reference
	$(python) -m rumbo.cli schema -o docs/schemas

# Measures, prints the table and writes it into benchmarks/README.md; takes some minutes.
bench: $(python)
	$(python) benchmarks/run.py

# Rumbo beside other engines; installs them into .venv/peers, needs the network once and ten minutes.
bench-engines: $(python)
	$(python) benchmarks/engines.py

# What a batch of 2,000 packs holds in memory; takes half an hour.
bench-batch: $(python)
	$(python) benchmarks/grow.py

# Kills fifty runs of `rumbo pack` at random moments; ./test kills a few.
kill: $(python)
	RUMBO_KILLS=50 $(python) -m pytest -p no:xdist tests/test_killed.py

# A hundred thousand random inputs for each reader of what people wrote; takes an hour or two.
fuzz: $(python)
	$(python) benchmarks/fuzz.py

# Before a release: known weaknesses of what is pinned (needs a network), the list of what is installed, the licence of each file.
supply := .venv/supply/bin
audit: $(supply)
	$(supply)/pip-audit --no-deps --disable-pip -r constraints.txt

sbom: $(supply) $(python)
	mkdir -p dist && $(supply)/cyclonedx-py environment --pyproject pyproject.toml -o dist/rumbo.cdx.json $(python)

licences: $(supply)
	$(supply)/reuse lint

$(supply): $(python)
	$(python) -m venv .venv/supply && $(supply)/python -m pip install -q pip-audit cyclonedx-bom reuse

format: $(python)
	$(python) -m ruff check --fix . && $(python) -m ruff format .

# Newest versions of everything, then pinned: look at what changed before you commit.
constraints:
	./scripts/pin

$(python):
	./set-up test
