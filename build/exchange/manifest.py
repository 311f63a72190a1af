"""The list of everything in a pack, by which it can be recognised, compared and made anew."""

import hashlib
import json
from collections.abc import Iterable
from importlib.metadata import version

from rumbo.build.outcome import MANIFEST, Artifact


def manifest(artifacts: Iterable[Artifact], modules: Iterable[str]) -> Artifact:
    """JSON: what made the pack, from which modules, and each file with its SHA-256, bytes and pages."""
    files = {artifact.name: _row(artifact) for artifact in artifacts}
    data = {"made_by": f"rumbo {version('rumbo')}", "modules": list(modules), "files": files}
    return Artifact(MANIFEST, (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode())


def _row(artifact: Artifact) -> dict[str, object]:
    digest = hashlib.sha256(artifact.content).hexdigest()
    pages = {} if artifact.pages is None else {"pages": artifact.pages}
    return {"sha256": digest, "bytes": len(artifact.content), **pages}
