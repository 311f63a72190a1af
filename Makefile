# For developers; trainers need only ./rumbo. Everything runs in the environment that ./set-up made.
python := .venv/bin/python

.PHONY: test docs bench bench-engines constraints format

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

format: $(python)
	$(python) -m ruff check --fix . && $(python) -m ruff format .

# Newest versions of everything, then pinned: look at what changed before you commit.
constraints:
	./scripts/pin

$(python):
	./set-up test
