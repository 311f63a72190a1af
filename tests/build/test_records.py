"""Records of events: what is asked, what is counted, and what content gets from them."""

import datetime as dt
from pathlib import Path

import pytest
from conftest import TODAY, Draft
from event_records import record, written
from rumbo.build import pipeline, records
from rumbo.build.curriculum import Curriculum
from rumbo.build.records import Outline
from saved_plans import two_modules

MODULE = "modules/first/module.yaml"


@pytest.fixture
def tiny(draft: Draft) -> Curriculum:
    """Two modules and a group for them."""
    return two_modules(draft).read().curriculum


@pytest.fixture
def outline(tiny: Curriculum) -> Outline:
    """What can be asked about the event of that group."""
    profile = tiny.profiles["group"]
    return records.outline(profile, pipeline.plan_for(profile.value, tiny), tiny)


def test_a_plan_says_what_to_ask(outline: Outline) -> None:
    """Modules come in teaching order with the minutes that the plan gave their activities."""
    assert outline.id == "group-2027-03-12"
    assert outline.days == (dt.date(2027, 3, 12),)
    assert outline.modules == (("first", "First steps"), ("second", "First steps"))
    assert outline.activities["first"] == (("change", "Change one sentence", 20),)
    assert [name for name, _, _ in outline.activities["second"]] == ["change", "more", "most"]


def test_a_record_is_read_as_it_was_written(outline: Outline, tiny: Curriculum, tmp_path: Path) -> None:
    """The file of a record holds all that was said, and no problem."""
    said = {"attendance": {"came": 9}, "worked": ["no", "Übung: a, b"], "taught": {"first": ["Ana"]}}
    made = records.record_of(outline, said, TODAY)
    path = tmp_path / "record.yaml"
    path.write_bytes(records.record_file(made, path.name).content)
    entry, problems = records.read_record(path, tiny)
    assert problems == ()
    assert entry
    assert entry.value == made
    assert records.holds_record(path)


def test_a_long_name_of_a_plan_is_cut(outline: Outline) -> None:
    """The id of a record is an id, however long that of its plan."""
    long = Outline("-".join(["abcde"] * 10), *[getattr(outline, name) for name in Outline.__slots__[1:]])
    assert records.record_of(long, {}, TODAY).id.endswith("-2027-03-12")


def test_an_event_counts_once(tiny: Curriculum, tmp_path: Path) -> None:
    """A second record of the same plan and days is passed over with an E104, a warning."""
    paths = [written(tmp_path / f"{name}.yaml") for name in ("a", "b")]
    found, problems = records.read_records(paths, tiny)
    assert len(found) == 1
    assert [(problem.code, problem.severity, problem.file) for problem in problems] == [
        ("E104", "warning", str(tmp_path / "b.yaml"))
    ]


def changed(draft: Draft, closed: set[str]) -> list[records.Edit]:
    """What three events that took 35 minutes each make of the module `first`."""
    reading = two_modules(draft).read()
    found = records.estimates_of([record()] * 3, reading.curriculum)
    return list(records.edits(found, reading.curriculum, closed))


def test_other_minutes_are_written_where_they_stand(draft: Draft) -> None:
    """Only the numbers of the activity change; modules whose minutes are right have no edit."""
    before = (draft.folder / MODULE).read_bytes()
    (edit,) = changed(draft, set())
    assert edit.problem is None
    assert edit.artifact
    assert edit.path == draft.folder / MODULE
    new = b"minutes: {least: 20, typical: 35, most: 35}"
    assert edit.artifact.content == before.replace(b"minutes: 20", new)


def test_what_came_with_the_program_stays(draft: Draft) -> None:
    """A module of a closed layer is not edited; an E105 says where to change it instead."""
    (edit,) = changed(draft, {"draft"})
    assert edit.artifact is None
    assert edit.problem
    assert (edit.problem.code, edit.problem.file) == ("E105", str(draft.folder / MODULE))


def test_minutes_that_cannot_be_changed_are_told(draft: Draft) -> None:
    """Minutes in an unusual way are an E106 at their place, and the file stays."""
    draft.edit(MODULE, "minutes: 20", "minutes:\n      20")
    (edit,) = changed(draft, set())
    assert edit.artifact is None
    assert edit.problem
    assert (edit.problem.code, edit.problem.line) == ("E106", 14)


def test_a_survey_is_counted_into_a_record(tiny: Curriculum, curriculum: Curriculum, tmp_path: Path) -> None:
    """Choices and levels are counted by question and words kept; a second survey takes the place of the first."""
    name, questions = next(
        (name, one)
        for name, one in records.question_sets(curriculum).items()
        if {question.kind for question in one.questions} == {"level", "choice", "text"}
    )
    by_kind = {kind: next(q for q in questions.questions if q.kind == kind) for kind in ("level", "choice", "text")}
    level, choice, text = (by_kind[kind].id for kind in ("level", "choice", "text"))
    needed = [q for q in questions.questions if q.required and q.id not in (level, choice, text)]
    head = ",".join([level, choice, text, *(question.id for question in needed)])
    path = tmp_path / "survey.csv"
    path.write_text(f"{head}\n2,1,Coffee{',1' * len(needed)}\n2,2,{',1' * len(needed)}\n", encoding="utf-8")
    said, problems, left_over = records.read_survey(path, name, questions)
    assert (problems, left_over) == ([], 0)
    made = records.with_survey(record(words={"old": ["Words."]}), said)
    assert made.asked
    assert (made.asked.question_set, made.asked.people) == (name, 2)
    assert made.survey[level] == {"0": 0, "1": 0, "2": 2, "3": 0}
    answers = by_kind["choice"].answers
    assert made.survey[choice] == {answer.id: int(index < 2) for index, answer in enumerate(answers)}
    assert made.words == {text: ("Coffee",)}
    assert made.worked == record().worked


def test_credit_counts_who_taught_what() -> None:
    """Names come from the records that hold them, with how often and when last."""
    later = record(days=["2027-05-01"], attendance={}, taught={"first": ["Ana", "Ben"]})
    assert records.credit([record(taught={"first": ["Ana"]}), later, record()]) == [
        {"trainer": "Ana", "module": "first", "times": 2, "last": "2027-05-01"},
        {"trainer": "Ben", "module": "first", "times": 1, "last": "2027-05-01"},
    ]
