"""A question set on paper."""

from pathlib import Path

import page
import pytest
from rumbo.build import translation
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.documents.form import form
from rumbo.build.model import QuestionSet
from rumbo.build.outcome import Document
from rumbo.build.pipeline import print_all
from rumbo.build.render.html import to_html

from tests.build.assess.sets import QUESTIONS, question_set

ANSWERS = [{"id": "good", "text": "Good"}, {"id": "bad", "text": "Bad"}]


def printed(value: QuestionSet, language: str = "en") -> Document:
    """A question set as a form, in a language as far as it is translated."""
    entry = Entry("set", value, File(Path("set.yaml"), ""), "made")
    told, _ = translation.in_language(Curriculum(assessments={"set": entry}), language)
    return form("assessments/set", "form.pdf", language, told)


def test_questions_of_one_scale_share_a_table() -> None:
    """Levels on one scale stand in one table, everything else alone, in the order and with the numbers of the set."""
    blocks = printed(question_set()).content["blocks"]
    shown = [(block.kind, [one.number for one in block.questions]) for block in blocks]
    assert shown == [("table", [1, 2, 3]), ("list", [4]), ("list", [5]), ("lines", [6])]
    assert blocks[0].answers[0] == ("0", "Not at all")
    assert blocks[1].answers[0] == ("1", "Rights, and who owns them")


def test_choices_with_the_same_answers_and_help_share_a_table() -> None:
    """Choices in a row that share answers and help are one table below that help; without help each is alone."""

    def block(**fields: object) -> list[tuple[str, int, str]]:
        asked = [
            {"id": name, "text": name, "kind": "choice", "dimension": "governance", "answers": ANSWERS, **fields}
            for name in ("food", "room", "pace")
        ]
        value = question_set().model_dump() | {"questions": asked}
        blocks = printed(QuestionSet.model_validate(value)).content["blocks"]
        return [(block.kind, len(block.questions), block.help) for block in blocks]

    assert block(help="The day") == [("table", 3, "The day")]
    assert block() == [("list", 1, "")] * 3
    assert block(help="The day", several=True) == [("list", 1, "The day")] * 3


def test_everything_is_on_the_page() -> None:
    """The page holds every question with every answer, says where several may be ticked, and asks for no name."""
    html = to_html(printed(question_set()))
    for question in QUESTIONS:
        assert question["text"] in html
        assert all(answer["text"] in html for answer in question.get("answers", []))
    assert html.count("tick all that fit") == 1
    assert "Name" not in html


def test_labels_follow_the_language() -> None:
    """Labels are in the language asked for; that the questions are not is said."""
    html = to_html(printed(question_set(), "es"))
    assert "marca una" in html
    assert 'lang="en"' in html
    assert "inglés" in html


@pytest.mark.parametrize("language", ["en", "es"])
def test_shipped_forms_can_be_read_by_machines(curriculum: Curriculum, language: str, tmp_path: object) -> None:
    """Every shipped form is a tagged PDF by PDF/UA-1."""
    told, _ = translation.in_language(curriculum, language)
    documents = [form(f"assessments/{name}", f"{name}.pdf", language, told) for name in curriculum.assessments]
    assert len(documents) >= 4
    for artifact, problems in print_all(documents):
        path = tmp_path / artifact.name  # type: ignore[operator]
        path.write_bytes(artifact.content)
        assert problems == []
        assert page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).is_compliant
