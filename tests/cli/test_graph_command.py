"""rumbo graph"""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from rumbo.build.check.pictures import svg_fault
from rumbo.build.curriculum import Curriculum
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["graph", *arguments], catch_exceptions=False)


def test_all_modules_are_drawn_and_told(curriculum: Curriculum) -> None:
    """Without a profile every module is in the picture and on a line of its own, with what it needs by number."""
    result = run()
    assert result.exit_code == 0
    *told, empty, name = result.stdout.splitlines()
    assert (empty, name) == ("", "graph.svg")
    assert sorted(line.partition("(")[2].partition(")")[0] for line in told) == sorted(curriculum.modules)
    assert [line.partition(".")[0] for line in told] == [str(number + 1) for number in range(len(told))]
    data = next(line for line in told if "(wikidata-onboarding)" in line)
    editing = next(line for line in told if "(editing-basics)" in line)
    assert data.endswith(f": needs {editing.partition('.')[0]}")
    svg = Path("graph.svg").read_bytes()
    assert svg_fault(svg) == ""
    titles = {element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")}
    assert all(f"{entry.value.title} ({entry.id})" in titles for entry in curriculum.modules.values())


def test_a_profile_draws_its_plan() -> None:
    """With a profile only its plan and what is known before it are drawn, in the profile's language."""
    result = run("--profile", "glam-partner-mexico", "-o", "plan.svg")
    assert result.exit_code == 0
    assert "(wikidata-onboarding): in this plan; needs A" in result.stdout
    assert "A. Editing Wikipedia: first steps (editing-basics): known already" in result.stdout
    assert "(copyright-basics)" not in result.stdout
    svg = Path("plan.svg").read_text(encoding="utf-8")
    assert 'xml:lang="es"' in svg
    assert "ya se conoce" in svg


def test_the_language_can_be_chosen() -> None:
    """Words of the picture come in the language that is asked for; titles that are not translated stay in theirs."""
    run("--profile", "advocacy-network", "--language", "es")
    svg = Path("graph.svg").read_text(encoding="utf-8")
    assert "tiene que ir antes" in svg
    assert 'xml:lang="en"' not in svg
    run("--profile", "advocacy-network", "--language", "da")
    assert 'xml:lang="en"' in Path("graph.svg").read_text(encoding="utf-8")


def test_the_same_content_gives_the_same_bytes() -> None:
    """A picture drawn twice is the same."""
    run("-o", "one.svg")
    run("-o", "two.svg")
    assert Path("one.svg").read_bytes() == Path("two.svg").read_bytes()


def test_wrong_words_are_wrong_usage() -> None:
    """A language or a profile that is not there ends with exit code 2, and nothing is written."""
    for arguments, said in (
        (("--language", "klingonish"), "is not a language"),
        (("--profile", "glam-partner-mexic"), "Did you mean 'glam-partner-mexico'?"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert said in result.stderr
    assert list(Path().iterdir()) == []


def test_a_place_that_cannot_be_written_is_told() -> None:
    """A folder that is a file is a problem with a code."""
    Path("file").write_text("mine", encoding="utf-8")
    result = run("-o", "file/graph.svg")
    assert result.exit_code == 1
    assert "W101" in result.stderr
    assert Path("file").read_text(encoding="utf-8") == "mine"


def test_boxes_can_lead_somewhere() -> None:
    """With --links each box leads to the address of its module; an address without {id} is wrong usage."""
    assert run("--profile", "glam-partner-mexico", "--links", "handouts/{id}.pdf").exit_code == 0
    svg = ElementTree.fromstring(Path("graph.svg").read_bytes())
    links = {element.get("href") for element in svg.iter("{http://www.w3.org/2000/svg}a")}
    assert {"handouts/movement-basics.pdf", "handouts/openrefine-onboarding.pdf"} <= links
    assert run("--links", "handouts/").exit_code == 2
    run()
    assert b"<a " not in Path("graph.svg").read_bytes()
