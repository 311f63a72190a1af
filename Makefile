# For developers; trainers need only ./rumbo. Everything runs in the environment that ./set-up made.
python := .venv/bin/python

.PHONY: test docs bench constraints format

test:
	./test

# Pages and schemas that are made from the code.
docs:
	$(python) -m rumbo.cli.reference
	$(python) -m rumbo.cli schema -o docs/schemas

bench:
	$(python) benchmarks/run.py

format:
	.venv/bin/ruff check --fix . && .venv/bin/ruff format .

# Newest versions of everything, then pinned: look at what changed before you commit.
constraints:
	./scripts/pin
