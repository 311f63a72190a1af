"""What records of events need of the disk besides their fields."""

from pathlib import Path

from rumbo.build.yaml_text import MAX_BYTES, read


def is_record(path: Path) -> bool:
    """Whether a file holds the record of an event, which alone names the plan it was held by."""
    try:
        with path.open("rb") as stream:
            text = stream.read(MAX_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return False
    tree = read(text)[0]
    return isinstance(tree, dict) and "plan" in tree


def load_bytes(path: Path) -> bytes:
    """A file byte for byte, for a change that keeps all the rest of it. Raises OSError."""
    return path.read_bytes()
