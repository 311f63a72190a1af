"""Joins the stages for needs assessments: forms on paper, answers from tables, results of several raters."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rumbo.build.assess.merge import merged, unlike
from rumbo.build.assess.table import tally_table
from rumbo.build.assess.tally import Tally
from rumbo.build.assess.unfinished import from_lines
from rumbo.build.content.load import load_assessment
from rumbo.build.content.table import TableLines
from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.documents.form import form
from rumbo.build.model import Assessment, QuestionSet
from rumbo.build.outcome import Document
from rumbo.build.problem import Problem, failed


def form_of(entry: Entry[QuestionSet], name: str, language: str, curriculum: Curriculum) -> Document:
    """A question set as a paper form; the curriculum is in that language, as far as it is translated."""
    return form(f"assessments/{entry.id}", name, language, curriculum)


def read_answers(path: Path, questions: QuestionSet) -> tuple[Tally, list[Problem]]:
    """A table of answers, one row a person, counted; with what is wrong in it."""
    lines = TableLines(path)
    tally, problems = tally_table(lines, str(path), questions)
    return tally, lines.problems if failed(lines.problems) else sorted([*lines.problems, *problems])


def read_unfinished(path: Path, questions: QuestionSet) -> dict[str, str]:
    """What somebody had typed before they stopped; nothing if there is no such file."""
    return from_lines(TableLines(path), questions)


def read_results(paths: Iterable[Path]) -> tuple[list[Assessment], list[Problem]]:
    """Results of assessments from files."""
    loaded = [load_assessment(path) for path in paths]
    problems = [problem for _, found in loaded for problem in found]
    return [entry.value for entry, _ in loaded if entry is not None], problems


def merge_results(results: Sequence[Assessment]) -> tuple[Assessment | None, str]:
    """The results of several raters as one, or why that cannot be."""
    fault = unlike(results)
    return (None, fault) if fault else (merged(results), "")
