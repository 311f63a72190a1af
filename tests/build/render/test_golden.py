"""The pages of a small curriculum, word for word: a change in a template shows what it does to every document.

`python -m tests.build.render.test_golden` writes the pages anew; look at the difference before you keep it.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import HOME, TODAY, make_curriculum
from rumbo.build import pipeline
from rumbo.build.curriculum import Layer
from rumbo.build.render.html import to_html

GOLDEN = HOME / "tests" / "golden" / "pack"
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
METHOD = HOME / "tests" / "problems" / "P108" / "curriculum" / "methods" / "pairs.md"
NAMES = sorted(path.name for path in GOLDEN.glob("*.html"))


def pages(folder: Path) -> Mapping[str, str]:
    """Every page of the pack of a small curriculum that is made in a folder, by its name."""
    method = METHOD.read_text(encoding="utf-8").replace("minutes: 6", "minutes: 8")
    make_curriculum(folder, {"profiles/group.yaml": PROFILE, "methods/pairs.md": method})
    reading = pipeline.read([Layer("golden", folder, folder / "learning_patterns")], TODAY)
    entry = reading.curriculum.profiles["group"]
    plan = pipeline.plan_for(entry.value, reading.curriculum)
    made = pipeline.documents_of(entry, plan, reading.curriculum, today=TODAY)
    html = [document for document in made if document.name.endswith(".pdf")]
    return {f"{document.name.removesuffix('.pdf').replace('/', '_')}.html": to_html(document) for document in html}


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


def renew() -> None:
    """Writes all golden files anew."""
    with tempfile.TemporaryDirectory() as folder:
        for old in GOLDEN.glob("*.html"):
            old.unlink()
        for name, page in pages(Path(folder) / "curriculum").items():
            (GOLDEN / name).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    renew()
