"""What more time would bring, on the printed plan: rows with news, titles and a bar, and nothing where all fits."""

import datetime as dt
from dataclasses import replace

from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.documents.more import more_rows
from rumbo.build.labels import Labels
from rumbo.build.outcome import Further
from rumbo.build.render.html import to_html


def point(minutes: int, *comes: str, closed: int, kind: str = "last-day") -> Further:
    return Further(minutes, kind, comes, (), (), {}, closed, 4, 90)  # type: ignore[arg-type]


def test_rows_are_told_where_something_changes(curriculum: Curriculum) -> None:
    """Half hours that bring nothing new are passed over; the half day is always told."""
    points = [
        point(0, closed=1),
        point(30, closed=1),
        point(60, "ai-basics", closed=3),
        point(90, "ai-basics", closed=3),
        point(240, "ai-basics", closed=3, kind="half-day"),
    ]
    rows = more_rows(points, curriculum, Labels("en"))
    assert [row.time for row in rows] == [
        "the time there is",
        "60 more minutes on the last day",
        "one more half day (240 minutes)",
    ]
    assert rows[1].comes == (curriculum.modules["ai-basics"].value.title,)
    assert [(row.met, row.percent) for row in rows] == [("1 of 4", 25), ("3 of 4", 75), ("3 of 4", 75)]


def test_what_is_shorter_then_stands_beside_what_comes(curriculum: Curriculum) -> None:
    """A row names what more time would shorten, with the minutes that it keeps."""
    gains = replace(point(30, "ai-basics", closed=3), shorter={"movement-basics": 42})
    rows = more_rows([point(0, closed=1), gains], curriculum, Labels("en"))
    assert rows[1].shorter == ((curriculum.modules["movement-basics"].value.title, 42),)


def test_nothing_is_shown_where_more_time_brings_nothing(curriculum: Curriculum) -> None:
    """A plan with everything in it has no rows."""
    assert more_rows([point(0, closed=4)], curriculum, Labels("en")) == ()


def printed(curriculum: Curriculum, start: dt.time, end: dt.time) -> str:
    """The plan of the advocates for one day with these hours, as a page."""
    profile = curriculum.profiles["advocacy-network"]
    day = profile.value.when[0].model_copy(update={"start": start, "end": end})
    short = replace(profile, value=profile.value.model_copy(update={"when": (day,)}))
    plan = pipeline.plan_for(short.value, curriculum)
    return to_html(pipeline.documents_of(short, plan, curriculum)[0])


def test_the_plan_shows_it_only_where_time_is_short(curriculum: Curriculum) -> None:
    """The section stands on the plan of a short evening and not on one with time for everything."""
    assert "What more time would bring" in printed(curriculum, dt.time(18), dt.time(20))
    assert "What more time would bring" not in printed(curriculum, dt.time(9), dt.time(17))
