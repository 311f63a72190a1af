"""Survey exports: every usual form is read, and what is wrong is told by row and column."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.assess.table import MOST_TOLD, tally_table
from rumbo.build.assess.tally import Tally
from rumbo.build.assessing import read_answers
from rumbo.build.content.table import TableLines
from rumbo.build.problem import Problem

from tests.build.assess.sets import question_set

TABLE = "now,later,words\n1,2,Hello\n0,2,\n"


def counted(text: str, *required: str) -> tuple[Tally, list[Problem]]:
    return tally_table(io.StringIO(text, newline=""), "survey.csv", question_set(*required))


def codes(text: str, *required: str) -> list[str]:
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in counted(text, *required)[1]]


def votes(text: str) -> dict[str, list[int]]:
    tally, problems = counted(text)
    assert [problem for problem in problems if problem.severity == "error"] == []
    return {measure: list(counts) for (_, measure), counts in tally.votes.items()}


def test_one_row_a_person() -> None:
    """Each row is a person; empty cells are no answers, empty rows no persons."""
    tally, problems = counted(f"{TABLE}\n,,\n")
    assert (tally.people, problems) == (2, [])
    assert tally.votes == {("editing", "present"): [1, 1, 0, 0], ("editing", "wanted"): [0, 0, 2, 0]}
    assert tally.words.by_question == {"words": ["Hello"]}


@pytest.mark.parametrize(
    "head",
    [
        "now,later",
        "NOW,Later",
        '¿Cómo editas hoy?,"How far, do you think?"',
        'como editas HOY,"how far, do you think"',
    ],
)
def test_columns_are_found_by_id_or_text(head: str) -> None:
    """A column is named by the id or the text of its question, whatever the case, accents and marks around it."""
    assert votes(f"{head}\n1,2\n") == {"present": [0, 1, 0, 0], "wanted": [0, 0, 1, 0]}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_is_recognised(separator: str, end: str) -> None:
    """Commas, semicolons and tabs separate cells, also where the text of a question holds a comma itself."""
    head = separator.join(["¿Cómo editas hoy?", '"How far, do you think?"', "words"])
    row = separator.join(["1", "2", '"a,b;c\td"'])
    assert votes(f"{head}{end}{row}{end}") == {"present": [0, 1, 0, 0], "wanted": [0, 0, 1, 0]}
    if separator != ",":
        assert votes(f"{head.replace(chr(34), '')}{end}{row}{end}") == votes(f"{head}{end}{row}{end}")


def test_lines_before_the_head_are_passed_over() -> None:
    """A title, an empty line and the line that names the separator may stand above the head."""
    assert votes(f"sep=,\nOur survey\n\n{TABLE}")["present"] == [1, 1, 0, 0]


def test_columns_of_no_question_are_listed_once() -> None:
    """Columns such as times and addresses are named in one A202, a warning, and not read."""
    tally, (problem,) = counted("Timestamp,now,E-mail\n2026,1,ana@example.org\n")
    assert (problem.code, problem.severity, problem.line) == ("A202", "warning", 1)
    assert problem.message.endswith(": Timestamp, E-mail")
    assert "example.org" not in str(vars(tally))


def test_a_required_question_without_a_column_is_told() -> None:
    """A question that must be answered and has no column is an A203."""
    assert codes(TABLE, "now", "left") == ["1:1 A203"]


def test_a_wrong_answer_is_told_by_row_and_column() -> None:
    """An A204 names the row, the column, what stands there and what could; the other rows are still read."""
    _, problems = counted("words,now\n,1\nx,often\n,9\n")
    assert [(p.code, p.line, p.column) for p in problems] == [("A204", 3, 2), ("A204", 4, 2)]
    assert problems[0].message == "row 3, column 'now': 'often' is not a level"
    assert problems[0].hint == "give 0, 1, 2 or 3, or leave the cell empty"


def test_many_wrong_answers_are_summed_up() -> None:
    """A column that is wrong all over gives a few dozen problems and a sum, not a hundred thousand."""
    _, problems = counted("now\n" + "x\n" * 1000)
    assert len(problems) == MOST_TOLD + 1
    assert f"{1000 - MOST_TOLD} more" in problems[-1].message


def test_a_second_column_for_a_question_is_told() -> None:
    """Two columns for one question, by id and by text, are an A205."""
    assert codes("now,¿Cómo editas hoy?\n1,2\n") == ["1:2 A205"]


@pytest.mark.parametrize(
    "second", ["now,later,words", 'cómo editas hoy,"How far, do you think?",Anything else?', "now,,"]
)
def test_a_second_head_is_passed_over(second: str) -> None:
    """A head that stands twice, in other words or amid the rows, is an A206 and no person."""
    text = TABLE.replace("\n", f"\n{second}\n", 1) + f"{second}\n"
    assert codes(text) == ["2:1 A206", "5:1 A206"]
    assert counted(text)[0].people == 2


def test_a_row_longer_than_the_head_is_told() -> None:
    """A row with more filled cells than the head is an A207, because nobody knows which answer belongs where."""
    assert codes("now,words\n1,yes, no\n2,x,\n") == ["2:1 A207"]
    assert counted("now,words\n1,yes, no\n2,x,\n")[0].people == 1


@pytest.mark.parametrize("text", ["", "\n\n", "name,mail\nx,y\n", "now\n", "now\n\n", 'now,words\n1,"x\n2,y\n', "\0"])
def test_what_is_no_table_is_told(text: str) -> None:
    """An empty file, one without a question, without a row, or with an open quotation mark is an A201."""
    assert [code.split()[1] for code in codes(text)] == ["A201"]


def test_an_open_quotation_mark_does_not_swallow_the_file() -> None:
    """A mark that is never closed ends the reading soon, whatever comes."""
    lines = iter(["now,words\n", '1,"x\n', *("2,y\n" for _ in range(1_000_000))])
    _, problems = tally_table(lines, "survey.csv", question_set())
    assert problems[-1].code == "A201"
    assert next(lines, "") == "2,y\n"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=6), st.sampled_from([",", ";", "\t"]))
def test_any_table_is_read_or_told(rows: list[list[str]], separator: str) -> None:
    """Any cells in any number give counts or problems, never an error of ours."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([["now", "stops", "words"], *rows])
    tally, problems = counted(text.getvalue())
    assert tally.people <= len(rows)
    assert tally.people or problems


# From files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_every_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    """What spreadsheets write is read with its accents; only for Windows-1252 an A208 asks to look at them."""
    path = tmp_path / "survey.csv"
    path.write_bytes("¿Cómo editas hoy?;words\r\n1;Añadir\r\n".encode(encoding))
    tally, problems = read_answers(path, question_set())
    assert tally.words.by_question == {"words": ["Añadir"]}
    told = [(problem.code, problem.severity, problem.line) for problem in problems]
    assert told == ([("A208", "warning", 1)] if encoding in ("cp1252", "latin-1") else [])


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"now\n1\n\xc3\xb1\n\xff\n", "Y106"), (b"\xff\xfen\0o\0w", "Y106"), (None, "F102")],
)
def test_a_file_that_cannot_be_read_gives_one_problem(content: bytes | None, code: str, tmp_path: Path) -> None:
    """Bytes of no encoding, and a file that is not there, are told once."""
    path = tmp_path / "survey.csv"
    if content is not None:
        path.write_bytes(content)
    _, problems = read_answers(path, question_set())
    assert [problem.code for problem in problems] == [code]


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    """A folder in place of a file is told."""
    assert [problem.code for problem in read_answers(tmp_path, question_set())[1]] == ["F104"]


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    """No more than one line is in memory: a line without end comes in pieces."""
    path = tmp_path / "survey.csv"
    path.write_bytes(b"x" * 3_000_000)
    assert [len(line) for line in TableLines(path)] == [1_000_000] * 3
