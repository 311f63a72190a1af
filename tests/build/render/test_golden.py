"""The pages of a small curriculum, word for word: a change in a template shows what it does to every document.

`PYTHONPATH=tests python -m tests.build.render.test_golden` writes the pages anew; look at the
difference before you keep it.
"""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import HOME, TODAY, make_curriculum
from rumbo.build import pipeline
from rumbo.build.catalogue import REVIEW, SOURCE, Catalogue, Translation
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.labels import direction_of
from rumbo.build.marks import SIGNS
from rumbo.build.render.html import to_html
from rumbo.build.translate.speak import messages
from rumbo.build.translation import spoken_for

GOLDEN = HOME / "tests" / "golden"
PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 4
modules: [first]
energiser: pairs
trainers: [{name: A. Trainer}]
venue: {name: Reading room, city: Our town}
contact: {affiliate: Our affiliate, email: us@example.org}
safety: [{name: A. Trainer, reach: at the desk}]
when: [{day: 2027-03-12, from: "09:00", to: "16:00"}]
"""
TELLING = {"agenda", "facilitator-guide", "participant-handbook", "run-sheet"}
"""Pages that are kept in other languages too."""
WORDS = {
    "es": (
        "Primeros pasos",
        "Cambien una oración",
        "Todo cambio se puede deshacer.",
        "Den la bienvenida a todo el mundo.",
    ),
    "he": ("צעדים ראשונים", "לשנות משפט אחד", "אפשר לבטל כל שינוי.", "ברכו את כולם."),
    "ar": ("الخطوات الأولى", "غيّروا جملة واحدة", "يمكن التراجع عن كل تغيير.", "رحّبوا بالجميع."),
}
"""What is translated: a title, that of an activity, a sentence, and one whose text has changed since."""
TEXTS = ("First steps", "Change one sentence", "Every change can be undone.", "Welcome everybody.")
OLD = "Welcome everybody."
METHOD = HOME / "tests" / "problems" / "P108" / "curriculum" / "methods" / "pairs.md"
NAMES = sorted(path.relative_to(GOLDEN).as_posix() for path in GOLDEN.glob("pack*/*.html"))


def pages(folder: Path) -> Mapping[str, str]:
    """Every page of the pack of a small curriculum that is made in a folder, by its name; and some of them in other
    languages, into which a few texts are translated.
    """
    method = METHOD.read_text(encoding="utf-8").replace("minutes: 6", "minutes: 8")
    make_curriculum(folder, {"profiles/group.yaml": PROFILE, "methods/pairs.md": method})
    reading = pipeline.read([Layer("golden", folder, folder / "learning_patterns")], TODAY)
    found = {f"pack/{name}": page for name, page in in_language("en", reading.curriculum)}
    for language in WORDS:
        more = in_language(language, reading.curriculum)
        found |= {f"pack-{language}/{name}": page for name, page in more if name.removesuffix(".html") in TELLING}
    return found


def in_language(language: str, curriculum: Curriculum) -> Iterator[tuple[str, str]]:
    """The pages of the pack in one language with their names."""
    entry = curriculum.profiles["group"]
    entry = replace(entry, value=entry.value.model_copy(update={"language": language}))
    plan = pipeline.plan_for(entry.value, curriculum)
    known = {language: {"modules/first": catalogue(language, curriculum)}} if language in WORDS else {}
    spoken, _ = spoken_for(entry.value, plan, replace(curriculum, catalogues=known))
    for document in pipeline.documents_of(entry, plan, curriculum, today=TODAY, spoken=spoken):
        if document.name.endswith(".pdf"):
            yield f"{document.name.removesuffix('.pdf').replace('/', '_')}.html", to_html(document)


def catalogue(language: str, curriculum: Curriculum) -> Catalogue:
    """The few translations of the module: most of its texts have none, and one is of older words."""
    known = dict(zip(TEXTS, WORDS[language], strict=True))
    found = messages([curriculum.modules["first"]])
    said = (Translation(one, known.get(one.source, ""), fuzzy=one.source == OLD) for one in found)
    return Catalogue(language, tuple(said), headers={REVIEW: "draft", SOURCE: "2026-11-01 0123abc"})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The pages as they come out today."""
    return pages(tmp_path_factory.mktemp("golden") / "curriculum")


def test_every_page_has_its_golden_file(made: Mapping[str, str]) -> None:
    """No page comes or goes unseen."""
    assert sorted(made) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_page_is_as_it_was(name: str, made: Mapping[str, str]) -> None:
    """A page says and marks exactly what its golden file does."""
    assert made[name] == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", WORDS)
def test_golden_pages_show_every_state_of_a_translation(language: str, made: Mapping[str, str]) -> None:
    """There are texts that are translated, that are not, and that follow older words, and a line for each sign."""
    guide, handbook = (made[f"pack-{language}/{name}.html"] for name in ("facilitator-guide", "participant-handbook"))
    assert {f'class="{sign}"' in guide for sign in (SIGNS["foreign"], SIGNS["old"])} == {True}
    assert all(words in guide + handbook for words in WORDS[language])
    assert f'<html lang="{language}" dir="{direction_of(language)}">' in guide


def renew() -> None:
    """Writes all golden files anew."""
    with tempfile.TemporaryDirectory() as folder:
        for old in GOLDEN.glob("pack*/*.html"):
            old.unlink()
        for name, page in pages(Path(folder) / "curriculum").items():
            (GOLDEN / name).parent.mkdir(exist_ok=True)
            (GOLDEN / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    renew()
