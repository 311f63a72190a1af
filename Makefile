# For developers; trainers need only ./rumbo. Everything runs in the environment that ./set-up made.
python := .venv/bin/python

.PHONY: test docs bench kill fuzz constraints format

test:
	./test

# Pages and schemas that are made from the code.
docs: $(python)
	$(python) -m rumbo.cli.reference
	$(python) -m rumbo.cli schema -o docs/schemas

# Measures, prints the table and writes it into benchmarks/README.md; takes some minutes.
bench: $(python)
	$(python) benchmarks/run.py

# Kills fifty runs of `rumbo pack` at random moments; ./test kills a few.
kill: $(python)
	RUMBO_KILLS=50 $(python) -m pytest -p no:xdist tests/test_killed.py

# A hundred thousand random inputs for each reader of what people wrote; takes an hour or two.
fuzz: $(python)
	$(python) benchmarks/fuzz.py

format: $(python)
	$(python) -m ruff check --fix . && $(python) -m ruff format .

# Newest versions of everything, then pinned: look at what changed before you commit.
constraints:
	./scripts/pin

$(python):
	./set-up test
