"""A hash changes with everything that decides the bytes of a pack, and with nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TODAY, Draft
from rumbo.build.alike import content_hash, elsewhere, machine, request_hash
from rumbo.build.asked import Asked, asked
from rumbo.build.style import PLAIN, Style

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""


@pytest.fixture
def entry(draft: Draft) -> Asked:
    """A profile of the tiny curriculum."""
    draft.write("profiles/ours.yaml", PROFILE)
    found, _ = asked("ours", draft.read(), TODAY)
    assert found is not None
    return found


def test_request(entry: Asked) -> None:
    """Id, a field, a picture, the kinds, the style and the surroundings each change it; asking again does not."""
    first = request_hash(entry, ("agenda",), PLAIN, "here")
    others = [
        request_hash(replace(entry, id="other"), ("agenda",), PLAIN, "here"),
        request_hash(
            replace(entry, value=entry.value.model_copy(update={"participants": 13})), ("agenda",), PLAIN, "here"
        ),
        request_hash(replace(entry, pictures={"a.png": b"1"}), ("agenda",), PLAIN, "here"),
        request_hash(replace(entry, pictures={"a.png": b"2"}), ("agenda",), PLAIN, "here"),
        request_hash(entry, (), PLAIN, "here"),
        request_hash(entry, ("agenda",), Style(large_print=True), "here"),
        request_hash(entry, ("agenda",), PLAIN, "there"),
    ]
    assert len({first, *others}) == 1 + len(others)
    assert request_hash(entry, ("agenda",), PLAIN, "here") == first


def test_content(draft: Draft, tmp_path: Path) -> None:
    """Every text of a curriculum counts, and where it lies does not."""
    first = content_hash(draft.read().curriculum)
    draft.copy(".", str(tmp_path / "moved"))
    assert content_hash(Draft(tmp_path / "moved").read().curriculum) == first
    for name in ("modules/first/guide.md", "competencies.yaml"):
        text = (draft.folder / name).read_text(encoding="utf-8")
        draft.write(name, f"{text}\n")
        assert content_hash(draft.read().curriculum) != first
        draft.write(name, text)
    assert content_hash(draft.read().curriculum) == first


def test_machine(tmp_path: Path) -> None:
    """It names Python, the libraries that lay out pages, fonts, our own files, and each folder of templates."""
    told = machine([tmp_path])
    assert {"Python", "weasyprint", "pydyf", "Pango", "fonts", "rumbo", "Rumbo's files", "pydantic"} <= set(told)
    assert f"templates in {tmp_path}" in told
    assert all(told.values())


def test_templates_of_layers_get_full_names(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process may run in another folder; what is found there must be what was found here."""
    draft.write("templates/styles/own.css", "")
    monkeypatch.chdir(draft.folder)
    curriculum = draft.read().curriculum
    layers = [replace(layer, templates=Path("templates")) for layer in curriculum.layers]
    (layer,) = elsewhere(replace(curriculum, layers=tuple(layers))).layers
    assert layer.templates == (draft.folder / "templates").resolve()
