"""Every code of the catalogue is provoked by a tiny curriculum in tests/problems, and told in good words."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import HOME, TODAY
from rumbo.build import pipeline, press
from rumbo.build.curriculum import Layer
from rumbo.build.outcome import Document
from rumbo.build.problem import CATALOGUE, GROUPS, Problem, failed
from rumbo.build.render.printed import LayoutError, Lost, Printed
from rumbo.build.yaml_text import MAX_BYTES, read
from rumbo.cli import content
from rumbo.cli.main import rumbo
from rumbo.cli.printing import print_documents

FOLDER = HOME / "tests" / "problems"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.name in CATALOGUE)


def _huge(here: Path) -> None:
    (here / "curriculum" / "competencies.yaml").write_bytes(b"# much too long\n" * (MAX_BYTES // 16 + 1))


def _latin(here: Path) -> None:
    text = "photos:\n  title: Fotografía\n  description: Taking photographs.\n"
    (here / "curriculum" / "competencies.yaml").write_text(text, encoding="latin-1")


def _link_out(here: Path) -> None:
    (here / "elsewhere.yaml").write_text("title: Not yours\n", encoding="utf-8")
    (here / "curriculum" / "paths").mkdir()
    (here / "curriculum" / "paths" / "start.yaml").symlink_to(here / "elsewhere.yaml")


GENERATED: dict[str, Callable[[Path], None]] = {"Y105": _huge, "Y106": _latin, "F106": _link_out}
"""What cannot be kept as text in a repository is made by the test."""

ELSEWHERE = {
    "A201": ("tests/build/assess/test_table.py", "test_what_is_no_table_is_told"),
    "A202": ("tests/build/assess/test_table.py", "test_columns_of_no_question_are_listed_once"),
    "A203": ("tests/build/assess/test_table.py", "test_a_required_question_without_a_column_is_told"),
    "A204": ("tests/build/assess/test_table.py", "test_a_wrong_answer_is_told_by_row_and_column"),
    "A205": ("tests/build/assess/test_table.py", "test_a_second_column_for_a_question_is_told"),
    "A206": ("tests/build/assess/test_table.py", "test_a_second_head_is_passed_over"),
    "A207": ("tests/build/assess/test_table.py", "test_a_row_longer_than_the_head_is_told"),
    "A208": ("tests/build/assess/test_table.py", "test_every_encoding_is_read"),
    "A209": ("tests/cli/test_assess.py", "test_results_that_do_not_belong_together_are_not_merged"),
    "B101": ("tests/build/content/test_wanted.py", "test_what_is_no_table_is_told"),
    "B102": ("tests/build/content/test_wanted.py", "test_columns_that_are_not_used_are_listed_once"),
    "B103": ("tests/build/content/test_wanted.py", "test_a_wrong_value_is_told_by_row_and_column"),
    "B104": ("tests/build/content/test_wanted.py", "test_a_wrong_row_spoils_itself_alone"),
    "B105": ("tests/build/content/test_wanted.py", "test_a_second_column_is_told"),
    "B106": ("tests/build/content/test_wanted.py", "test_a_wrong_row_spoils_itself_alone"),
    "B107": ("tests/cli/test_batch.py", "test_no_two_packs_share_a_folder"),
    "B108": ("tests/cli/test_batch.py", "test_one_bad_profile_spoils_one_pack"),
    "B109": ("tests/cli/test_batch_workers.py", "test_a_job_that_ends_its_worker_twice_is_named"),
    "B110": ("tests/cli/test_batch_workers.py", "test_an_error_of_ours_spoils_one_pack"),
    "B111": ("tests/cli/test_batch_cluster.py", "test_a_worker_that_differs_is_refused"),
    "E101": ("tests/build/check/test_check_records.py", "test_modules_that_are_not_there"),
    "E102": ("tests/build/check/test_check_records.py", "test_patterns_that_are_not_there"),
    "E103": ("tests/build/check/test_check_records.py", "test_addresses_of_people"),
    "E104": ("tests/build/test_records.py", "test_an_event_counts_once"),
    "E105": ("tests/build/test_records.py", "test_what_came_with_the_program_stays"),
    "E106": ("tests/build/test_records.py", "test_minutes_that_cannot_be_changed_are_told"),
    "C101": ("tests/build/check/test_check_countries.py", "test_sections_and_texts_belong_together"),
    "C102": ("tests/build/check/test_check_countries.py", "test_what_is_replaced_must_be_there"),
    "C103": ("tests/build/check/test_check_countries.py", "test_what_is_past_its_review_is_told"),
    "C104": ("tests/cli/test_pack_language.py", "test_law_that_is_old_is_refused"),
    "L103": ("tests/cli/test_translate.py", "test_what_cannot_be_read_is_told"),
    "L104": ("tests/build/translate/test_translation_lint.py", "test_lost_and_new_marks_are_told"),
    "L105": ("tests/build/translate/test_translation_lint.py", "test_a_lost_number_is_told"),
    "L106": ("tests/build/translate/test_translation_lint.py", "test_a_long_title_is_told"),
    "L107": ("tests/build/translate/test_translation_lint.py", "test_a_text_left_as_it_was_is_told"),
    "L108": ("tests/build/translate/test_translation_lint.py", "test_terms_are_those_of_the_glossary"),
    "L109": ("tests/build/translate/test_translation_lint.py", "test_things_to_bring_are_called_alike"),
    "L110": ("tests/cli/test_pack_language.py", "test_what_is_not_translated_is_refused"),
    "N110": ("tests/cli/test_batch.py", "test_one_bad_profile_spoils_one_pack"),
    "W105": ("tests/cli/test_batch.py", "test_a_pack_that_another_run_changed_is_left_alone"),
    "F107": ("tests/test_bounds.py", "test_number_of_files_is_bounded"),
    "P115": ("tests/test_bounds.py", "test_tangled_pages_are_refused"),
    "Y108": ("tests/test_bounds.py", "test_unseen_characters_in_texts_are_told"),
    "R101": ("tests/test_problems.py", "test_letter_without_a_font"),
    "R104": ("tests/build/render/test_fonts.py", "test_font_that_stands_in_is_told"),
    "R105": ("tests/build/render/test_lint.py", "test_fault_is_a_problem"),
    "R107": ("tests/test_problems.py", "test_document_that_is_lost_twice"),
    "R108": ("tests/build/render/test_fonts.py", "test_damaged_font_is_told"),
    "R106": ("tests/build/render/test_templates.py", "test_failing_template_is_a_problem"),
    "R102": ("tests/test_problems.py", "test_missing_library"),
    "R103": ("tests/test_problems.py", "test_page_that_cannot_be_laid_out"),
    "T111": ("tests/build/check/test_check_plans.py", "test_unknown_module"),
    "T112": ("tests/build/check/test_check_plans.py", "test_variant_of_a_module_without_any"),
    "T113": ("tests/build/check/test_check_plans.py", "test_prerequisite_after_its_dependant"),
    "T114": ("tests/build/check/test_check_plans.py", "test_days_that_have_become_too_short"),
    "U101": ("tests/build/content/test_people_table.py", "test_what_is_no_table_is_told"),
    "U102": ("tests/build/content/test_people_table.py", "test_columns_that_are_not_used_are_listed_once"),
    "U103": ("tests/build/content/test_people_table.py", "test_a_wrong_value_is_told_by_row_and_column"),
    "U104": ("tests/build/content/test_people_table.py", "test_a_row_without_a_name_is_told"),
    "U105": ("tests/build/content/test_people_table.py", "test_a_second_column_is_told"),
    "U106": ("tests/build/content/test_people_table.py", "test_a_row_longer_than_the_head_is_told"),
    "U107": ("tests/build/content/test_people_table.py", "test_somebody_twice_is_told"),
    "W101": ("tests/build/test_write.py", "test_a_folder_that_cannot_be_made_is_told"),
    "W102": ("tests/build/test_write.py", "test_a_full_disk_leaves_nothing_of_a_new_pack"),
    "W103": ("tests/build/test_write.py", "test_a_folder_that_is_no_pack_is_left_alone"),
    "W104": ("tests/build/test_write.py", "test_new_files_never_replace_old_ones"),
}
"""Codes of what is no part of a curriculum folder, and the test that proves each."""


MILD = (
    *("A106", "A107", "F105", "H113", "L102", "M117", "M119", "M120"),
    *("P109", "P110", "P111", "P112", "P114", "T110"),
)
"""Codes with a folder of their own that are warnings or notes: what they tell of is still of use."""


def told(problem: Problem, name: str) -> str | int:
    """A value of a problem, without the folder that the repository happens to be in."""
    value: str | int = getattr(problem, name)
    return value.replace(f"{FOLDER}/", "") if isinstance(value, str) else value


@pytest.fixture
def found(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Problem, ...]:
    """The problems of a folder on top of the base, told with paths from that folder."""
    shutil.copytree(FOLDER / code, tmp_path, dirs_exist_ok=True)
    (tmp_path / "curriculum").mkdir(exist_ok=True)
    GENERATED.get(code, lambda here: None)(tmp_path)
    monkeypatch.chdir(tmp_path)
    base = Layer("base", FOLDER / "base" / "curriculum", FOLDER / "base" / "learning_patterns")
    here = Layer("here", Path("curriculum"), Path("learning_patterns"))
    return pipeline.read([base, here], TODAY).problems


@pytest.mark.parametrize("code", CASES)
def test_folder_provokes_its_code_alone(code: str, found: tuple[Problem, ...]) -> None:
    """One mistake gives one problem, at the place and in the words that stand in expected.yaml."""
    expected, faults = read((FOLDER / code / "expected.yaml").read_text(encoding="utf-8"))
    assert not faults
    assert {"code", "file", "line", "column", "message"} <= set(expected)
    assert [{name: told(problem, name) for name in expected} for problem in found] == [expected]
    assert expected["code"] == code


@pytest.mark.parametrize("code", CASES)
def test_sentence_is_plain(code: str, found: tuple[Problem, ...]) -> None:
    """A sentence fits in a line, ends without a full stop and speaks of content, not of programs."""
    for problem in found:
        words = f"{problem.message} {problem.hint}"
        assert not re.search(r"\b(input|NoneType|dict|tuple|str|int|pydantic|parse|exception)\b", words, re.I)
        assert not problem.message.endswith(".")
        assert len(problem.message) <= 120
        assert problem.hint or problem.severity == "note", "every message ends in the repair"


def test_every_code_is_proved() -> None:
    """Each code of the catalogue has a folder here or a test that is named in ELSEWHERE, never both."""
    assert set(CASES) | set(ELSEWHERE) == set(CATALOGUE)
    assert not set(CASES) & set(ELSEWHERE)


@pytest.mark.parametrize(("code", "path", "name"), [(code, *where) for code, where in ELSEWHERE.items()])
def test_code_is_proved_elsewhere(code: str, path: str, name: str) -> None:
    """The test that is said to prove a code exists and names it."""
    found = re.search(rf"^def {name}\(.*?(?=^def |\Z)", (HOME / path).read_text(encoding="utf-8"), re.M | re.S)
    assert found
    assert code in found[0]


def test_every_group_is_explained() -> None:
    """The letter of each code has a meaning, and no letter is left without codes."""
    assert {code[0] for code in CATALOGUE} == set(GROUPS)


def test_base_is_right() -> None:
    """The curriculum that all folders are laid upon has no problem of its own."""
    base = Layer("base", FOLDER / "base" / "curriculum", FOLDER / "base" / "learning_patterns")
    assert pipeline.read([base], TODAY).problems == ()


# Codes of printing


DOCUMENT = Document("agenda.pdf", "agenda.html.j2", "Agenda", "en", {})


def test_letter_without_a_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that no font can print is an R101, a warning with the character and its number."""
    printed = Printed(b"%PDF", 1, unprintable=("ጀ", "☃"))
    html = '<html lang="en"><title>t</title><p>'
    monkeypatch.setattr("rumbo.build.render.printing.to_html", lambda document, templates: html)
    monkeypatch.setattr("rumbo.build.render.pdf.Printer.print", lambda *_: printed)
    ((_, (problem,)),) = pipeline.print_all([DOCUMENT])
    assert (problem.code, problem.severity, problem.file) == ("R101", "warning", "agenda.pdf")
    assert problem.message == "no shipped font can print: ጀ (U+1300), ☃ (U+2603)"


def test_missing_library(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without Pango printing ends with an R102 that says how to install it."""
    monkeypatch.setattr("rumbo.build.render.libraries.missing", lambda: "Pango cannot be loaded.")
    with pytest.raises(SystemExit) as ended:
        print_documents([DOCUMENT])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "R102 Pango cannot be loaded" in said
    assert "apt-get install" in said


def test_page_that_cannot_be_laid_out(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that cannot be laid out ends printing with an R103 that names the document."""

    def fails(documents: object, *more: object) -> Iterator[None]:
        raise LayoutError("the table is too wide")
        yield

    monkeypatch.setattr(press, "print_all", fails)
    with pytest.raises(SystemExit) as ended:
        print_documents([DOCUMENT])
    assert ended.value.code == 1
    assert "agenda.pdf: R103 this document could not be laid out: the table is too wide" in capsys.readouterr().err


def test_document_that_is_lost_twice(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A document whose process the system ends, and again when it is tried alone, is an R107 with a hint."""

    def fails(documents: object, *more: object) -> Iterator[None]:
        raise Lost("the system ended the process that laid it out, twice")
        yield

    monkeypatch.setattr(press, "print_all", fails)
    with pytest.raises(SystemExit) as ended:
        print_documents([DOCUMENT])
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "agenda.pdf: R107 this document is lost: the system ended the process" in said
    assert "memory" in said


# How problems are printed


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """The command check with the base in place of the built-in content, run in a folder of its own."""
    monkeypatch.setattr(content, "HOME", FOLDER / "base")
    monkeypatch.chdir(tmp_path)

    def run(code: str, *arguments: str) -> Result:
        """The command on a copy of the folder of a code."""
        shutil.copytree(FOLDER / code, tmp_path / "own")
        return CliRunner().invoke(rumbo, ["check", "--curriculum", "own/curriculum", *arguments])

    return run


def test_text_of_an_error(check: Callable[..., Result]) -> None:
    """For people a problem is `file:line:column: CODE sentence`, its hint a second line; then comes the sum."""
    result = check("M101")
    assert result.exit_code == 1
    assert result.output == (
        "own/curriculum/modules/second/module.yaml:11:6: M101 prerequisite 'frist' is not a module\n"
        "    hint: did you mean 'first'?\n"
        "Checked 2 modules, 0 paths, 0 profiles, 0 patterns, 0 methods, 0 assessments, 0 surveys, 0 notices, "
        "0 checklists, 2 competencies, 1 audiences, 0 glossary, 0 rows: 1 error, 0 warnings.\n"
    )


def test_text_of_a_whole_file(check: Callable[..., Result]) -> None:
    """A problem of a whole file has no line."""
    assert check("F102").output.startswith("own/curriculum/modules/second/handout.md: F102 this file is missing\n")


def test_text_of_a_warning(check: Callable[..., Result]) -> None:
    """A warning says that it is one, is counted, and does not fail the command."""
    result = check("M117")
    assert result.exit_code == 0
    assert ": M117 warning: was to be reviewed by 2026-11-21 (general)\n" in result.output
    assert result.output.endswith("0 errors, 1 warning.\n")


def test_text_of_a_note(check: Callable[..., Result]) -> None:
    """A note is shown, and the sum still says that there is no problem."""
    result = check("F105")
    assert result.exit_code == 0
    assert ": F105 note: editing replaces the one of the layer built-in" in result.output
    assert result.output.endswith("no problem.\n")


def test_json_for_programs(check: Callable[..., Result]) -> None:
    """JSON holds every value of every problem and what was checked, and nothing else is printed."""
    result = check("M101", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.output) == {
        "problems": [
            {
                "file": "own/curriculum/modules/second/module.yaml",
                "line": 11,
                "column": 6,
                "code": "M101",
                "severity": "error",
                "message": "prerequisite 'frist' is not a module",
                "hint": "did you mean 'first'?",
            }
        ],
        "checked": {
            "modules": 2,
            "paths": 0,
            "profiles": 0,
            "patterns": 0,
            "methods": 0,
            "assessments": 0,
            "surveys": 0,
            "notices": 0,
            "checklists": 0,
            "competencies": 2,
            "audiences": 1,
            "glossary": 0,
            "rows": 0,
        },
    }


@pytest.mark.parametrize(
    ("code", "start", "exit_code"),
    [
        ("M101", "::error file=own/curriculum/modules/second/module.yaml,line=11,col=6,title=M101::prereq", 1),
        ("M117", "::warning file=own/curriculum/modules/second/module.yaml,line=29,col=47,title=M117::was", 0),
        ("F102", "::error file=own/curriculum/modules/second/handout.md,line=1,col=1,title=F102::this", 1),
        ("F105", "::notice file=own/curriculum/competencies.yaml,line=1,col=1,title=F105::editing", 0),
    ],
)
def test_github(check: Callable[..., Result], code: str, start: str, exit_code: int) -> None:
    """For GitHub each problem is one command of a workflow, with a place even if a whole file is meant."""
    result = check(code, "--format", "github")
    assert result.exit_code == exit_code
    (line,) = result.output.splitlines()
    assert line.startswith(start)


def test_github_escapes(check: Callable[..., Result], tmp_path: Path) -> None:
    """Percent signs and ends of lines in a sentence cannot begin another command."""
    profile = tmp_path / "group.yaml"
    profile.write_text('title: x\nlanguage: "50%\\n::error::x"\n', encoding="utf-8")
    result = check("F105", "--format", "github", "group.yaml")
    assert "50%25%0A::error::x" in result.output
    assert all(re.match(r"::(error|notice) file=", line) for line in result.output.splitlines())


def test_profiles_from_outside(check: Callable[..., Result], tmp_path: Path) -> None:
    """Profiles that are named as files are checked against the curriculum as well."""
    source = FOLDER / "N101" / "curriculum" / "profiles" / "group.yaml"
    shutil.copy(source, tmp_path / "group.yaml")
    result = check("F105", "group.yaml")
    assert result.exit_code == 1
    assert "group.yaml:5:21: N101 'writing' is not a competency" in result.output


@pytest.mark.parametrize("code", CASES)
def test_exit_code_follows_severity(code: str, found: tuple[Problem, ...]) -> None:
    """Only an error fails a run; which codes are milder is known and short."""
    assert failed(found) == (code not in MILD)
    assert CATALOGUE[code].meaning.endswith(".")


def test_unknown_code_is_our_bug() -> None:
    """A problem with a code that is not in the catalogue cannot be made."""
    with pytest.raises(KeyError, match="X999"):
        Problem("file", 1, 1, "X999", "x")
