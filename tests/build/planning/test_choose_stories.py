"""The shipped profiles with too little time: what is taught all the same, what is told, and what more time brings."""

import datetime as dt

import pytest
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import Labels
from rumbo.build.model import Day, Profile
from rumbo.build.outcome import Plan
from rumbo.build.sentences import sentence

MEXICO, CHILE = "glam-partner-mexico", "advocacy-network"


@pytest.fixture(scope="module")
def curriculum(founding: Curriculum) -> Curriculum:
    """The founding modules."""
    return founding


def with_days(name: str, curriculum: Curriculum, *times: str) -> Profile:
    """A shipped profile with other days, one after the other."""
    first = dt.date(2027, 5, 20)
    days = [{"day": first + dt.timedelta(days=n), "from": text[:5], "to": text[6:]} for n, text in enumerate(times)]
    when = tuple(Day.model_validate(day) for day in days)
    return curriculum.profiles[name].value.model_copy(update={"when": when})


def taught(plan: Plan) -> list[tuple[str, str]]:
    return [(step.module, step.variant) for step in plan.steps]


def left(plan: Plan, curriculum: Curriculum, language: str) -> dict[str, str]:
    labels = Labels(language)
    return {one.module: sentence(one.reason, curriculum, labels) for one in plan.left_out}


EVENINGS = ("18:00-19:30", "18:00-19:30")


def test_the_advocates_have_two_evenings(curriculum: Curriculum) -> None:
    """Three of four short workshops fit into two evenings, two of them in their short forms; AI waits."""
    profile = with_days(CHILE, curriculum, *EVENINGS)
    plan = pipeline.plan_for(profile, curriculum)
    assert taught(plan) == [("movement-basics", "short"), ("copyright-basics", "short"), ("media-training", "")]
    assert left(plan, curriculum, "en") == {"ai-basics": "no time: 100 more minutes would bring it in"}
    assert left(plan, curriculum, "es") == {"ai-basics": "no hay tiempo: con 100 minutos más entraría"}


@pytest.mark.parametrize(("more", "comes"), [(95, False), (100, True)])
def test_the_minutes_that_the_advocates_lack_are_true(curriculum: Curriculum, more: int, comes: bool) -> None:
    """With a hundred minutes more on the second evening AI comes in beside all the rest, with 95 it does not."""
    end = dt.datetime(2027, 5, 21, 19, 30) + dt.timedelta(minutes=more)
    plan = pipeline.plan_for(with_days(CHILE, curriculum, EVENINGS[0], f"18:00-{end:%H:%M}"), curriculum)
    names = {name for name, _ in taught(plan)}
    assert ({"movement-basics", "copyright-basics", "media-training", "ai-basics"} <= names) == comes


def test_what_more_time_brings_the_advocates(curriculum: Curriculum) -> None:
    """Half hour by half hour up to all four workshops, whole."""
    profile = with_days(CHILE, curriculum, *EVENINGS)
    points = pipeline.more_for(profile, pipeline.plan_for(profile, curriculum), curriculum)
    assert [(point.minutes, point.closed) for point in points] == [
        *((0, 4), (30, 4), (60, 4), (90, 4), (120, 5), (150, 5), (180, 5), (210, 5)),
        (240, 5),
    ]
    assert points[4].comes == ("ai-basics",)
    assert points[7].whole == ("movement-basics", "copyright-basics")
    assert points[-1].kind == "half-day"


def test_the_museum_has_two_evenings(curriculum: Curriculum) -> None:
    """What the museum asked for by name comes first, after the movement; Wikidata needs more time than this."""
    plan = pipeline.plan_for(with_days(MEXICO, curriculum, *EVENINGS), curriculum)
    assert taught(plan) == [("movement-basics", ""), ("media-training", "")]
    told = left(plan, curriculum, "en")
    assert told["editing-basics"] == "already known"
    assert told["wikidata-onboarding"] == (
        "no time: 45 more minutes would bring it in; shorter or left out then: "
        "The Wikimedia movement and its five pillars, Speaking with the media"
    )
    assert set(told) == {"editing-basics", "wikidata-onboarding", "openrefine-onboarding"}


@pytest.mark.parametrize(
    ("hours", "modules"),
    [
        ("18:00-18:40", []),
        ("18:00-18:45", [("movement-basics", "short")]),
        ("18:00-19:00", [("movement-basics", "")]),
        ("18:00-19:30", [("movement-basics", "short"), ("media-training", "short")]),
    ],
)
def test_a_partner_always_starts_with_the_movement(
    curriculum: Curriculum, hours: str, modules: list[tuple[str, str]]
) -> None:
    """However short the evening, the museum hears first what the movement is (or nothing, if not even that fits)."""
    assert taught(pipeline.plan_for(with_days(MEXICO, curriculum, hours), curriculum)) == modules


def test_a_trainer_who_does_not_speak_the_language_teaches_nothing(curriculum: Curriculum) -> None:
    """If only an English speaker knows Wikidata, the museum hears why it is missing, in its own language."""
    profile = curriculum.profiles[MEXICO].value
    first, second = profile.trainers
    english = first.model_copy(update={"languages": ("en",)})
    plan = pipeline.plan_for(profile.model_copy(update={"trainers": (english, second)}), curriculum)
    assert [name for name, _ in taught(plan)] == ["movement-basics", "media-training"]
    told = left(plan, curriculum, "es")
    assert told["wikidata-onboarding"] == told["openrefine-onboarding"] == "aquí nadie puede enseñarlo en español"
    assert left(plan, curriculum, "en")["wikidata-onboarding"] == "nobody here can teach it in Spanish"


@pytest.mark.parametrize("name", [MEXICO, CHILE])
def test_with_enough_time_a_plan_holds_the_path(curriculum: Curriculum, name: str) -> None:
    """The shipped profiles have time for their whole paths, and nothing else is put in."""
    profile = curriculum.profiles[name].value
    path = pipeline.path_for(profile, curriculum)
    plan = pipeline.plan_for(profile, curriculum)
    assert plan.chosen_by == "optimal"
    assert [(step.module, step.minutes, step.reasons) for step in plan.steps] == [
        (step.module, step.minutes, step.reasons) for step in path.steps
    ]
    assert plan.left_out == path.left_out


def test_short_forms_are_short(shipped: pipeline.Reading) -> None:
    """A shipped short form takes at most three quarters of the whole, and its title says how many minutes and what is
    missing.
    """
    short = [
        (entry.value, variant) for entry in shipped.curriculum.modules.values() for variant in entry.value.variants
    ]
    assert len(short) >= 3
    for module, variant in short:
        minutes = sum(activity.minutes.typical for activity in module.taught(variant.id))
        assert 25 <= minutes <= 3 * module.minutes / 4
        assert str(minutes) in variant.title
        assert "without" in variant.title
