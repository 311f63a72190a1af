"""The sequence that partners ask for comes out of the planner: the movement, editing, Commons, Wikidata."""

import pytest
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.model import Profile, Wishes

WANTED = {"editing": 2, "commons": 2, "wikidata": 2}
SEQUENCE = ["movement-basics", "copyright-basics", "editing-basics", "commons-upload", "wikidata-onboarding"]
"""Uploads come after copyright, and all before the movement's partners go on to Wikidata."""
BEFORE = [
    ("movement-basics", "editing-basics"),
    ("editing-basics", "commons-upload"),
    ("copyright-basics", "commons-upload"),
    ("commons-upload", "wikidata-onboarding"),
]


@pytest.fixture(scope="module")
def curriculum(founding: Curriculum) -> Curriculum:
    """The founding modules."""
    return founding


def profile(days: int) -> Profile:
    return Profile.model_validate(
        {
            "title": "A museum",
            "audience": ["glam"],
            "language": "en",
            "participants": 12,
            "wants": WANTED,
            "when": [{"day": f"2027-03-{12 + day}", "from": "09:00", "to": "13:30"} for day in range(days)],
            "conditions": {"internet": "good", "devices": "own"},
        }
    )


def test_the_path_of_a_partner(curriculum: Curriculum) -> None:
    """Whoever works with collections meets the movement first, and goes on to Wikidata last."""
    wishes = Wishes(audience=("glam",), wants=WANTED)
    assert [step.module for step in pipeline.path_for(wishes, curriculum).steps] == SEQUENCE


def test_the_curated_path_of_a_partner(shipped: pipeline.Reading) -> None:
    """Whoever wishes for what the curated path reaches gets its modules in its order from the planner."""
    path = shipped.curriculum.paths["glam-partner"].value
    wishes = Wishes(audience=("glam",), wants=path.reaches)
    made = [step.module for step in pipeline.path_for(wishes, shipped.curriculum).steps]
    assert made == [leg.module for leg in path.modules]


@pytest.mark.parametrize(("first", "then"), BEFORE)
def test_the_plan_of_a_partner(curriculum: Curriculum, first: str, then: str) -> None:
    """With three mornings all of it is taught, in this order."""
    plan = pipeline.plan_for(profile(3), curriculum)
    order = [step.module for step in plan.steps]
    assert sorted(order) == sorted(SEQUENCE)
    assert order.index(first) < order.index(then)
    slots = [slot.module for session in plan.sessions for slot in session.slots if slot.module]
    assert list(dict.fromkeys(slots)) == order


def test_the_movement_stays_when_time_is_short(curriculum: Curriculum) -> None:
    """With a single morning the movement is still the first thing that a partner hears."""
    plan = pipeline.plan_for(profile(1), curriculum)
    assert plan.steps[0].module == "movement-basics"
    assert plan.left_out
