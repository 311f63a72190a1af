"""What hangs and lies in the room: poster, run-sheet, exercises, quiz and their keys."""

import dataclasses
import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest
from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.answer_key import results
from rumbo.build.documents.participant import asked, handout_of
from rumbo.build.documents.poster import SIZES, size_for
from rumbo.build.labels import Labels
from rumbo.build.markdown import to_inline_html
from rumbo.build.model import Module
from rumbo.build.outcome import Session, Slot
from rumbo.build.render.html import to_html

from tests.build.documents.kits import (
    DAY,
    kit_for,
    of_kind,
    printed,
    two_parts,
    with_module,
    words,
)
from tests.build.render.printed import MODULES, PACKS
from tests.strategies import module

# Poster


@pytest.mark.parametrize("name", PACKS)
def test_poster_has_the_days_and_nothing_of_the_trainers(name: str, curriculum: Curriculum, tmp_path: Path) -> None:
    """Each day is a sheet with every module, pause and pin, and no trainer's name stands on it."""
    kit = kit_for(name, curriculum)
    (poster,) = of_kind(kit, "poster")
    told = words(poster)
    for step in kit.plan.steps:
        assert curriculum.modules[step.module].value.title in told
    assert [trainer.name for trainer in kit.value.trainers if trainer.name in told] == []
    assert printed([poster], tmp_path)["agenda-poster.pdf"].pages == len(kit.days)


def test_poster_type_grows_where_there_is_room() -> None:
    """A day with few rows has the largest type, one with many the least that can be read from three metres."""
    assert [size_for(rows) for rows in (1, 7, 8, 10, 14, 15)] == [
        *("largest", "largest", "larger", "larger", "large", "least"),
    ]
    assert [most for _, most in SIZES] == sorted(most for _, most in SIZES)


@pytest.mark.parametrize(("paper", "size"), [("a4", (842, 1191)), ("letter", (792, 1224))])
def test_poster_is_twice_the_paper(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    """A printer with A4 goes with an A3 poster, one with letter paper with tabloid."""
    printed(of_kind(with_module(module(20), paper=paper), "poster"), tmp_path)
    told = subprocess.run(
        ["pdfinfo", str(tmp_path / "agenda-poster.pdf")], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told)
    assert found
    assert (round(float(found[1])), round(float(found[2]))) == size


# Run-sheet


@pytest.mark.parametrize("name", PACKS)
def test_run_sheet_has_every_slot_and_pause(name: str, curriculum: Curriculum) -> None:
    """Every activity stands there with time, elapsed time, minutes and who leads; pauses are lines too."""
    kit = kit_for(name, curriculum)
    (sheet,) = of_kind(kit, "run-sheet")
    assert (sheet.copies, sheet.readers) == (2, "trainers")
    lines = [line for _, found in sheet.content["sheets"] for line in found]
    slots = [slot for session in kit.plan.sessions for slot in session.slots]
    told = [(line.start, line.end, line.minutes, line.trainer) for line in lines if line.row.slots]
    assert told == [(slot.start, slot.end, slot.minutes, slot.trainer) for slot in slots]
    pauses = [line.row.kind for line in lines if not line.row.slots]
    assert pauses == [session.then for session in kit.plan.sessions if session.then != "end"]
    for line in lines:
        assert line.elapsed == (line.start.hour - lines[0].start.hour) * 60 + line.start.minute
    titles = {a.title for step in kit.plan.steps for a in curriculum.modules[step.module].value.activities}
    assert {line.activity for line in lines if line.activity} <= titles


@pytest.mark.parametrize("name", PACKS)
def test_run_sheet_tells_the_slack_at_the_end_of_a_session(name: str, curriculum: Curriculum) -> None:
    """The last line of each session tells how many minutes it may run longer, and no other line does."""
    kit = kit_for(name, curriculum)
    (sheet,) = of_kind(kit, "run-sheet")
    told = [
        (line.end, line.slack) for _, found in sheet.content["sheets"] for line in found if line.slack is not None
    ]
    assert told == [(session.end, session.slack) for session in kit.plan.sessions]


def test_run_sheet_tells_materials_whole() -> None:
    """A material is told with its number and every word: what follows a comma may be what counts."""
    pens = [{"item": "Sheets with Allowed, Not allowed, Ask first (large)", "quantity": 2, "per": "person"}]
    base = module(20).model_dump()
    kit = with_module(Module.model_validate({**base, "activities": [{**base["activities"][0], "materials": pens}]}))
    assert "20 × Sheets with Allowed, Not allowed, Ask first (large) " in words(of_kind(kit, "run-sheet")[0])


@pytest.mark.parametrize(("internet", "there"), [("none", True), ("weak", False)])
def test_run_sheet_says_that_there_is_no_internet(internet: str, there: bool) -> None:
    """One line at its head says that plan B counts, where the place has no internet at all."""
    kit = with_module(module(20), conditions={"internet": internet})
    assert (Labels("en").text("run-no-internet") in words(*of_kind(kit, "run-sheet"))) == there


def test_run_sheet_has_pins_and_room_to_write() -> None:
    """A pinned block is a line of its own, and each line ends in an empty cell."""
    kit = with_module(module(20))
    (session,) = kit.plan.sessions
    pin = Slot("", "", dt.time(14), dt.time(15), 60, "pinned", "Guest from the city")
    pinned = Session(DAY, pin.start, pin.end, (pin,), "end")
    plan = dataclasses.replace(kit.plan, sessions=(dataclasses.replace(session, then="pinned"), pinned))
    (sheet,) = of_kind(dataclasses.replace(kit, plan=plan), "run-sheet")
    html = to_html(sheet)
    assert "Guest from the city" in html
    rows = html.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:-1]
    assert all(row.endswith("<td></td>") for row in rows)


# Exercises, quiz and their keys


@pytest.mark.parametrize("name", PACKS)
def test_exercise_sheets_of_modules_with_tasks(name: str, curriculum: Curriculum) -> None:
    """Each module with tasks has a sheet, numbered as in the plan, with lines to write on; as many as needed."""
    kit = kit_for(name, curriculum)
    made = {document.name: document for document in of_kind(kit, "exercises")}
    wanted = {
        f"exercises/{number:02}-{handout.id}.pdf": handout
        for number, handout in enumerate(kit.handouts, start=1)
        if handout.exercises
    }
    assert list(made) == list(wanted)
    for file, handout in wanted.items():
        html = to_html(made[file])
        assert made[file].copies == 0
        assert html.count("<div class=line></div>") >= sum(exercise.write for exercise in handout.exercises)
        for number, exercise in enumerate(handout.exercises, start=1):
            assert f"<h2>{number}. {to_inline_html(exercise.title)}</h2>" in html


def test_only_what_the_variant_does() -> None:
    """A short form has the exercises, questions and keys of its own activities alone, numbered from one."""
    kit = with_module(two_parts(), "short")
    told = {kind: words(*of_kind(kit, kind)) for kind in ("exercises", "answer-key", "quiz", "quiz-key")}
    assert "Do B." in told["exercises"]
    assert "Do A." not in told["exercises"]
    assert "1. Second" in told["answer-key"]
    assert "Key of B." in told["answer-key"]
    assert "Key of A." not in told["answer-key"]
    for kind in ("quiz", "quiz-key"):
        assert "About p?" in told[kind]
        assert "About o?" not in told[kind]
    assert "Since p." in told["quiz-key"]
    guide = words(*of_kind(kit, "guide"))
    assert "Since p." in guide
    assert "Since o." not in guide
    assert "Short form, without: Activity 0 Nothing need be prepared" in guide
    assert "Goal p." in guide
    assert "Goal o." not in guide
    assert "Short form" not in words(*of_kind(with_module(two_parts()), "guide"))


def test_looking_back_leads_to_nothing_new(curriculum: Curriculum) -> None:
    """The last activity, which looks back on all objectives, brings back none that a short form leaves out."""
    copyright_basics = curriculum.modules["copyright-basics"].value
    assert [one.id for one in copyright_basics.leads_to("short")] == ["layers", "licences", "country"]
    assert copyright_basics.leads_to("") == copyright_basics.objectives
    for entry in curriculum.modules.values():
        for short in entry.value.variants:
            assert 0 < len(entry.value.leads_to(short.id)) <= len(entry.value.objectives), entry.id


def test_nothing_to_say_makes_no_page() -> None:
    """A module without tasks, keys and questions has no sheet, no key and no quiz, and no method no card."""
    kit = with_module(module(20))
    for kind in ("exercises", "answer-key", "quiz", "quiz-key", "method-cards", "pattern-cards"):
        assert of_kind(kit, kind) == [], kind


@pytest.mark.parametrize("name", PACKS)
def test_answer_key_has_every_key_under_the_number_of_its_exercise(name: str, curriculum: Curriculum) -> None:
    """Each exercise of the handbook stands in the key with the same number and its expected result."""
    kit = kit_for(name, curriculum)
    (key,) = of_kind(kit, "answer-key")
    assert key.readers == "trainers"
    told = words(key)
    assert Labels(kit.value.language).text("guide-trainers-only") in told
    for entry, step, handout in zip(kit.entries, kit.plan.steps, kit.handouts, strict=True):
        found = list(results(entry.value.taught(step.variant)))
        numbered = [(one.number, one.activity.title) for one in found if one.number]
        assert numbered == list(enumerate([exercise.title for exercise in handout.exercises], start=1))
        for one in found:
            assert one.activity.expected or Labels(kit.value.language).text("answer-key-open") in told


@pytest.mark.parametrize("name", PACKS)
def test_quiz_and_key_have_the_same_numbers(name: str, curriculum: Curriculum) -> None:
    """Module and question numbers are the same on both, and the right letters stand in the key alone."""
    kit = kit_for(name, curriculum)
    (quiz,), (key,) = of_kind(kit, "quiz"), of_kind(kit, "quiz-key")
    assert (quiz.copies, quiz.readers) == (0, "participants")
    assert key.readers == "trainers"
    asked_of = [(number, [q.question for q in handout.questions]) for number, handout in quiz.content["sheets"]]
    assert asked_of == [(number, [q.question for q in found]) for number, _, found in key.content["parts"]]
    html = to_html(key)
    for _, _, found in key.content["parts"]:
        for question in found:
            right = [n for n, answer in enumerate(question.answers) if answer.right]
            for n in right:
                text = to_inline_html(question.answers[n].text)
                assert f'<p class="right">{"abcdefgh"[n]}) {text}</p>' in html
    assert 'class="right"' not in to_html(quiz)


@pytest.mark.parametrize("name", MODULES)
def test_handout_and_key_ask_the_same(name: str, curriculum: Curriculum) -> None:
    """For the whole module and each variant the view of participants has the questions of the key, in order."""
    entry = curriculum.modules[name]
    for variant in ("", *(one.id for one in entry.value.variants)):
        questions = [open_question.question for open_question in handout_of(entry, variant).questions]
        assert questions == [question.question for question in asked(entry.value, variant)]
