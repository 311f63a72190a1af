"""`python -m rumbo.cli` is the same as `rumbo`."""

from rumbo.cli.main import main

main()
