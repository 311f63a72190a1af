"""The licences of installed packages, as their own metadata tell them."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata

from conftest import HOME

SHORT = {
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""What older packages say, and the name of the licence that their text is."""


def direct() -> dict[str, list[str]]:
    """The packages that pyproject.toml names, for the program and for its tests."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    kinds = {"run": project["dependencies"], "test": project["optional-dependencies"]["test"]}
    return {kind: [re.match(r"[\w.-]+", line)[0] for line in lines] for kind, lines in kinds.items()}  # type: ignore[index]


def pinned() -> list[str]:
    """Every package that a set-up installs."""
    lines = (HOME / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line]


def licence_of(package: str) -> str:
    """The licence of a package by its SPDX name, or nothing if it is not installed or does not say."""
    try:
        told = metadata(package)
    except PackageNotFoundError:
        return ""
    given = told.get("License-Expression") or ""
    kinds = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    short = told.get("License") or ""
    if not given and len(short) <= 40 and "\n" not in short:
        given = short
    return given or " AND ".join(SHORT.get(kind, kind) for kind in kinds if kind != "OSI Approved")
