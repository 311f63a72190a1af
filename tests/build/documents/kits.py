"""Plans and modules for tests of what is printed, and what stands on the pages."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import page
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Entry, File
from rumbo.build.documents.kinds import pack
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.participant import Handout, handout_of
from rumbo.build.model import Activity, Module, Profile
from rumbo.build.outcome import Artifact, Document, Plan, Session, Slot, Step
from rumbo.build.render.html import to_html

from tests.build.documents.trainer_words import visible
from tests.strategies import module

FILE = File(Path("x"), "")
DAY = dt.date(2027, 3, 12)


def kit_for(name: str, curriculum: Curriculum) -> Kit:
    """A shipped profile with its plan."""
    entry = curriculum.profiles[name]
    return Kit(entry, pipeline.plan_for(entry.value, curriculum), curriculum)


def of_kind(kit: Kit, kind: str) -> list[Document]:
    """The documents of one kind."""
    return list(pack(kit, [kind]))


def words(document: Document) -> str:
    """What stands on the pages of a document, with single spaces."""
    return " ".join(visible(to_html(document)).split())


def profile(**fields: object) -> Entry[Profile]:
    """A profile with the fewest fields, and others put in."""
    when = [{"day": str(DAY), "from": "09:00", "to": "16:00"}]
    least = {"title": "T", "audience": ["glam"], "language": "en", "participants": 10, "when": when}
    return Entry("p", Profile.model_validate({**least, **fields}), FILE, "made")


def with_module(value: Module, variant: str = "", **fields: object) -> Kit:
    """A plan of one module alone, and of a variant of it if one is named."""
    texts = {"handout": File(Path("h"), "Text."), "guide": File(Path("g"), "Before.")}
    curriculum = Curriculum(modules={"one": Entry("one", value, FILE, "made", texts=texts)})
    taught = value.taught(variant)
    slots = tuple(_slots(taught))
    session = Session(DAY, slots[0].start, slots[-1].end, slots, "end", slack=12)
    plan = Plan((Step("one", sum(slot.minutes for slot in slots), (), variant),), (), (session,))
    return Kit(profile(**fields), plan, curriculum)


def _slots(activities: Sequence[Activity]) -> Iterator[Slot]:
    moment = dt.datetime.combine(DAY, dt.time(9))
    for activity in activities:
        later = moment + dt.timedelta(minutes=activity.minutes.typical)
        minutes = activity.minutes.typical
        yield Slot("one", activity.id, moment.time(), later.time(), minutes)
        moment = later


def two_parts(**more: object) -> Module:
    """A module with two tasks, a question about each, and a variant with the second alone."""
    base = module(20).model_dump()
    first = {**base["activities"][0], "objectives": ["o"], "task": "Do A.", "write": 2, "expected": "Key of A."}
    second = {**first, "id": "b", "title": "Second", "objectives": ["p"], "task": "Do B.", "expected": "Key of B."}
    goals = [{"id": name, "text": f"Goal {name}.", "competency": "other"} for name in ("o", "p")]
    answers = [{"text": "No"}, {"text": "Yes", "right": True}]
    quiz = [
        {"id": f"q{n}", "question": f"About {n}?", "objective": n, "answers": answers, "explanation": f"Since {n}."}
        for n in ("o", "p")
    ]
    variant = {"id": "short", "title": "Short", "activities": ["b"], "gives": {"other": 1}}
    fields = {"activities": [first, second], "objectives": goals, "quiz": quiz, "variants": [variant]}
    return Module.model_validate({**base, **fields, **more})


def printed(documents: list[Document], folder: Path) -> dict[str, Artifact]:
    """Documents as PDF in a folder, each in keeping with PDF/UA-1."""
    made = {}
    for artifact, problems in pipeline.print_all(documents):
        assert problems == []
        path = folder / artifact.name.replace("/", "-")
        path.write_bytes(artifact.content)
        found = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
        assert found.is_compliant, (artifact.name, [failure.message for failure in found.failures])
        made[artifact.name] = artifact
    return made


def handout_with(text: str) -> Handout:
    """The view of a module whose handout says this."""
    texts = {"handout": File(Path("h"), text), "guide": File(Path("g"), "")}
    return handout_of(Entry("one", module(20), FILE, "made", texts=texts))
