"""PDF/UA-1 by veraPDF, the checker of the PDF Association: every kind of document of both shipped profiles, and of a
small pack in every language that labels are written in.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import weasyprint
from conftest import Draft
from rumbo.build import pipeline, press
from rumbo.build.catalogue import Catalogue, Translation
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import languages
from rumbo.build.render.scripts import SCRIPTS
from rumbo.build.style import Style
from rumbo.build.translate.apply import Tongue
from rumbo.build.translate.speak import messages

from tests.build.render import verapdf
from tests.build.render.printed import PACKS, printout
from tests.build.render.small_pack import PEOPLE, small_curriculum, small_pack

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


def tongue_of(language: str, curriculum: Curriculum) -> Tongue:
    """A language in which the module says everything in the same line of its script, words in its drawing too."""
    lines = {script.language: script.line for script in SCRIPTS}
    line = lines.get(language, lines["es"])
    said = (Translation(one, f"{line} {one.source[:1]}") for one in messages([curriculum.modules["first"]]))
    return Tongue(language, {"modules/first": Catalogue(language, tuple(said))})


def test_every_language_is_printed_whole(shipped: pipeline.Reading, tmp_path: Path) -> None:
    """In each language of our labels, every kind of document keeps the rules, and our fonts have all its letters."""
    profile, curriculum = small_curriculum(tmp_path / "curriculum", shipped.curriculum)
    said = {}
    for language in languages():
        documents = small_pack(profile, curriculum, tongue_of(language, curriculum), PEOPLE)
        one_of_each = {one.kind: one for one in reversed(documents) if one.name.endswith(".pdf")}
        for artifact, problems in press.print_all(one_of_each.values()):
            path = tmp_path / language / artifact.name.replace("/", "-")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(artifact.content)
            said[f"{language}/{artifact.name}"] = [problem.code for problem in problems]
    found = broken(sorted(tmp_path.glob("*/*.pdf")))
    assert len(found) == len(said) > 20 * len(languages())
    assert {path: rules for path, rules in found.items() if rules} == {}
    assert {name: codes for name, codes in said.items() if codes} == {}
