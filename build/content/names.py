"""Names of files and folders: which can be ids, and which are links to somewhere else."""

import re
from pathlib import Path

from rumbo.build.model import ID_PATTERN, RESERVED
from rumbo.build.problem import Problem

_ENDINGS = (".yaml", ".yml", ".md", ".markdown")


def wrong_name(path: Path, ending: str) -> Problem | None:
    """What is wrong with the name of a file or folder; other kinds of files may stand beside, unread."""
    name = path.name.removesuffix(ending)
    if not path.name.endswith(ending):
        if path.suffix.lower() not in _ENDINGS:
            return None
        message = f'"{path.name}" is not read here, only names that end in {ending} are'
        return Problem(str(path), 0, 0, "F103", message, "rename or move it")
    if name in RESERVED:
        return Problem(str(path), 0, 0, "F103", f'"{name}" is a name that Windows keeps for itself', "rename it")
    if re.fullmatch(ID_PATTERN, name):
        return None
    hint = "lower-case letters, digits and single hyphens, such as editing-basics"
    return Problem(str(path), 0, 0, "F103", f'"{name}" cannot be an id', hint)


def leads_out(path: Path, home: Path) -> bool:
    """Whether a path is a link to somewhere outside of a folder, or to itself."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(home.resolve())
    except (OSError, RuntimeError):  # a link in a circle
        return True


def link_out(path: Path, what: str) -> Problem:
    """The problem of a link that leads out of what it lies in."""
    message = f"this link leads out of {what}"
    return Problem(str(path), 0, 0, "F106", message, "put the file or folder itself here")


def unreadable(path: Path, error: OSError) -> Problem:
    """The problem of a file or folder that the system does not let us read."""
    hint = "look at the permissions of the file, and whether it is a file at all"
    return Problem(str(path), 0, 0, "F104", f"cannot be read: {error.strerror or error}", hint)
