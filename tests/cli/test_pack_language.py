"""Packs in the language of their readers, and with the law of their country."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import Draft, make_curriculum
from rumbo.cli.main import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: es
participants: 4
modules: [first]
country: MX
when: [{day: 2027-03-12, from: "09:00", to: "16:00"}]
"""
LOCAL = """\
---
country: MX
title: Mexico
review: {kind: law, reviewed: 2026-01-01, review_by: 2026-06-01, by: A}
authors: [A]
licence: CC-BY-SA-4.0
sources: [{title: The law of Mexico, url: "https://law.example", accessed: 2026-01-01}]
sections: [{id: terms, title: Terms in Mexico}]
---
## terms

A hundred years.
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A curriculum of one module with a profile, in the working folder."""
    monkeypatch.chdir(tmp_path)
    return make_curriculum(tmp_path / "curriculum", {"profiles/group.yaml": PROFILE})


def run(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(rumbo, list(arguments))
    assert result.exit_code == code, result.output
    return result


def text(name: str) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", f"packs/group/{name}", "-"], capture_output=True, text=True, check=True
    )
    return " ".join(done.stdout.split())


def translate(here: Draft, *, all_of_it: bool = False) -> str:
    """Writes a translation of the title, or of every text; says the title's."""
    run("translate", "update", "--lang", "es")
    path = here.folder / "locale/es/modules/first.po"
    lines = path.read_text(encoding="utf-8").split("\n")
    texts = [n for n, line in enumerate(lines) if line == 'msgstr ""' and lines[n - 1] != 'msgid ""']
    for place in texts if all_of_it else texts[:1]:
        lines[place] = 'msgstr "Lo primero de todo"' if place == texts[0] else 'msgstr "Palabras"'
    path.write_text("\n".join(lines), encoding="utf-8")
    return "Lo primero de todo"


def test_what_is_translated_is_printed(here: Draft) -> None:
    """The title stands in Spanish, the rest in English under its sign, and the cover says how far it is."""
    title = translate(here)
    run("pack", "group", "--only", "handbook")
    words = text("participant-handbook.pdf")
    assert title in words
    assert "° aún sin traducir" in words
    assert "Primer borrador de la traducción" in words
    assert "% de los textos" in words


def test_what_is_not_translated_is_refused(here: Draft) -> None:
    """With --strict-language nothing is printed that is not translated (L110)."""
    translate(here)
    assert "L110" in run("pack", "group", "--only", "handouts", "--strict-language", code=1).output
    assert not Path("packs").exists()
    translate(here, all_of_it=True)
    run("pack", "group", "--only", "agenda", "--strict-language")


def test_trainers_have_a_language_of_their_own(here: Draft) -> None:
    """What trainers read is in theirs, what participants get in the language of the group."""
    title = translate(here)
    here.edit("profiles/group.yaml", "language: es", "language: es\ntrainers_language: en")
    run("pack", "group", "--only", "agenda,guide")
    guide, agenda = text("facilitator-guide.pdf"), text("agenda.pdf")
    assert title in agenda
    assert title not in guide
    assert "Facilitator guide" in guide


def test_the_law_of_the_country_is_told(here: Draft) -> None:
    """The handout has the sections of the country, as of which day, and that the day has passed."""
    here.write("modules/first/local/mx.md", LOCAL)
    here.edit("profiles/group.yaml", "language: es", "language: en")
    run("pack", "group", "--only", "handouts")
    words = text("handouts/01-first.pdf")
    for told in (
        "Terms in Mexico",
        "A hundred years.",
        "The law of Mexico",
        "What is said of Mexico: as of January 1, 2026",
    ):
        assert told in words
    assert "That day has passed" in words


def test_another_country_has_none_of_it(here: Draft) -> None:
    """A profile of another country, or of none, gets the handout alone."""
    here.write("modules/first/local/mx.md", LOCAL)
    here.edit("profiles/group.yaml", "country: MX", "country: CL")
    run("pack", "group", "--only", "handouts")
    assert "Mexico" not in text("handouts/01-first.pdf")


def test_law_that_is_old_is_refused(here: Draft) -> None:
    """With --fresh nothing is printed that must be read again before the workshop is over (C104)."""
    here.write("modules/first/local/mx.md", LOCAL)
    assert "C104" in run("pack", "group", "--only", "handouts", "--fresh", code=1).output
    here.edit("modules/first/local/mx.md", "review_by: 2026-06-01", "review_by: 2027-03-11")
    assert "C104" in run("pack", "group", "--only", "handouts", "--fresh", code=1).output
    later = max(dt.date.today(), dt.date(2027, 3, 12)) + dt.timedelta(9)
    here.edit("modules/first/local/mx.md", "review_by: 2027-03-11", f"review_by: {later}")
    run("pack", "group", "--only", "agenda", "--fresh")


def test_the_options_are_told(here: Draft) -> None:
    """Both refusals are explained where a person looks for them."""
    told = run("pack", "--help").output
    assert "--strict-language" in told
    assert "--fresh" in told
