"""Plan and handbook show what builds on what, as a picture with a description and in words."""

from dataclasses import replace

import page
import pytest
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.kinds import pack
from rumbo.build.documents.kit import Kit
from rumbo.build.labels import Labels
from rumbo.build.outcome import Document
from rumbo.build.render.html import to_html

from tests.build.documents.trainer_words import told

WITH_IT = ("plan.pdf", "participant-handbook.pdf")


def documents(curriculum: Curriculum, **changes: object) -> dict[str, Document]:
    """The documents of the museum, with its drawing changed or, with nothing=True, left out."""
    entry = curriculum.profiles["glam-partner-mexico"]
    plan = pipeline.plan_for(entry.value, curriculum)
    drawing = pipeline.drawing_of(curriculum, Labels("es"), entry.value, plan)
    drawn = None if changes.get("nothing") else replace(drawing, **changes)  # type: ignore[arg-type]
    return {document.name: document for document in pack(Kit(entry, plan, curriculum, drawn))}


@pytest.mark.parametrize("name", WITH_IT)
def test_the_picture_stands_with_its_words(curriculum: Curriculum, name: str) -> None:
    """The picture has a description and a caption, and a list says the same of every module in it."""
    document = documents(curriculum)[name]
    html = to_html(document)
    (figure,) = [part.partition("</figure>")[0] for part in html.split("<figure")[1:]]
    assert 'alt="Cómo se apoyan 4 módulos' in figure
    assert "<figcaption" in figure
    assert "rumbo:what-builds-on-what.svg" in figure
    assert document.pictures["rumbo:what-builds-on-what.svg"].startswith(b"<svg")
    assert "A. " in html
    assert "ya se conoce; requiere 1" in html


def test_the_others_have_none(curriculum: Curriculum) -> None:
    """Agenda, guide and single handouts do without it."""
    for name, document in documents(curriculum).items():
        if name not in WITH_IT:
            assert "what-builds-on-what" not in told(document)


@pytest.mark.parametrize("name", WITH_IT)
def test_a_picture_too_high_for_a_page_is_told_in_words(curriculum: Curriculum, name: str) -> None:
    """When the picture does not fit on a page, the words alone remain."""
    html = to_html(documents(curriculum, fits_page=False)[name])
    assert "<figure" not in html
    assert "ya se conoce; requiere 1" in html


@pytest.mark.parametrize("name", WITH_IT)
def test_without_a_drawing_there_is_no_heading_for_it(curriculum: Curriculum, name: str) -> None:
    """A pack without a drawing, or with a single module in it, has no empty section."""
    words = pipeline.drawing_of(curriculum, Labels("es")).words
    for pages in (documents(curriculum, nothing=True), documents(curriculum, words=words[:1])):
        assert "Qué se apoya en qué" not in to_html(pages[name])


def test_pages_with_the_picture_can_be_read_by_everybody(curriculum: Curriculum, tmp_path: object) -> None:
    """The plan with its picture is a PDF/UA-1 file."""
    ((artifact, problems),) = pipeline.print_all([documents(curriculum)["plan.pdf"]])
    assert problems == []
    path = tmp_path / "plan.pdf"  # type: ignore[operator]
    path.write_bytes(artifact.content)
    assert page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).is_compliant
