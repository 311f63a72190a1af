"""`python -m rumbo.cli` is the same as `rumbo`."""

from rumbo.cli.main import main

if __name__ == "__main__":  # processes that this one starts look into it, too
    main()
