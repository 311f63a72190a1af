"""PDF/UA-1 by veraPDF, the checker of the PDF Association: every kind of document of both shipped profiles."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import weasyprint
from conftest import Draft
from rumbo.build import pipeline, press
from rumbo.build.style import Style

from tests.build.render import verapdf
from tests.build.render.printed import PACKS, printout

LACKING = verapdf.lacking()
pytestmark = pytest.mark.skipif(bool(LACKING), reason=LACKING or "all is there")


def broken(paths: Iterable[Path]) -> dict[str, list[str]]:
    """The rules that each of some files breaks, found in a process of its own: a Java machine starts once only."""
    command = [sys.executable, verapdf.__file__, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("job", PACKS)
def test_no_kind_of_document_breaks_a_rule(job: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The first document of every kind in a pack is compliant; the others are made by the same templates."""
    folder = printout(job, tmp_path_factory).folder
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    kinds = {row["kind"]: folder / name for name, row in reversed(rows.items()) if name.endswith(".pdf")}
    found = broken(kinds.values())
    assert len(found) == len(kinds) > 10
    assert {path: rules for path, rules in found.items() if rules} == {}


def test_other_styles_break_no_rule_and_faults_are_found(draft: Draft, tmp_path: Path) -> None:
    """A handout in every variation at once is compliant, and a page without tags is not."""
    handouts = pipeline.handouts_of(["first"], draft.read().curriculum, "en", exercises=True)
    style = Style("a5", large_print=True, ink="black", two_sided=True)
    ((artifact, _),) = press.print_all(handouts, style)
    (tmp_path / "good.pdf").write_bytes(artifact.content)
    weasyprint.HTML(string="<title>t</title><p>x").write_pdf(tmp_path / "bad.pdf")
    found = broken([tmp_path / "good.pdf", tmp_path / "bad.pdf"])
    assert found[str(tmp_path / "good.pdf")] == []
    assert found[str(tmp_path / "bad.pdf")]
