"""A pack as one file to send: the same files always give the same bytes."""

import io
import zipfile
from collections.abc import Iterable

from rumbo.build.outcome import Artifact

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that the format knows; when a file was written is nobody's business."""
_MODE = 0o644 << 16


def archive(artifacts: Iterable[Artifact], folder: str) -> Artifact:
    """A ZIP of files under a folder, in the order of their names; private if one of them is."""
    found = sorted(artifacts, key=lambda artifact: artifact.name)
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as pack:
        for artifact in found:
            entry = zipfile.ZipInfo(f"{folder}/{artifact.name}", _LONG_AGO)
            entry.external_attr, entry.compress_type, entry.create_system = _MODE, zipfile.ZIP_DEFLATED, 3
            pack.writestr(entry, artifact.content)
    return Artifact(f"{folder}.zip", written.getvalue(), private=any(artifact.private for artifact in found))
