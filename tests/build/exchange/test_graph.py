"""What builds on what: each reason once, in an order, in a picture that needs no colour and no line of sight."""

import re
import sys
from collections.abc import Iterable, Mapping
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rumbo.build.exchange.graph import Graph, facts, graph
from rumbo.build.exchange.graph_layout import Placed, Size, layered, place
from rumbo.build.exchange.graph_picture import TALLEST, WIDEST, draw
from rumbo.build.labels import Labels
from rumbo.build.model import Module

from tests.strategies import after, curricula, module

many = settings(max_examples=40, deadline=None)
ENGLISH = Labels("en")
SVG = "{http://www.w3.org/2000/svg}"


def closure(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Every pair that follows from the pairs."""
    found = set(pairs)
    while True:
        more = {(a, d) for a, b in found for c, d in found if b == c} - found
        if not more:
            return found
        found |= more


def lines(drawn: Graph, *kinds: str) -> list[tuple[str, str]]:
    return [(line.before, line.after) for line in drawn.lines if line.kind in kinds]


def required(modules: Mapping[str, Module]) -> set[tuple[str, str]]:
    """Every required prerequisite that leaves no choice."""
    return {
        (needed.choices[0], name)
        for name, one in modules.items()
        for needed in one.prerequisites
        if needed.strength == "required" and len(needed.choices) == 1
    }


@many
@given(curricula())
def test_no_line_follows_from_others_and_none_is_lost(modules: dict[str, Module]) -> None:
    """The required lines are the fewest that still lead everywhere the prerequisites lead."""
    kept = lines(graph(modules), "required")
    assert closure(kept) == closure(required(modules))
    for line in kept:
        assert line not in closure(set(kept) - {line})


@many
@given(curricula())
def test_recommended_lines_say_something_new(modules: dict[str, Module]) -> None:
    """A dashed line is drawn only where nothing else brings the one before the other."""
    drawn = graph(modules)
    dashed = lines(drawn, "recommended")
    for line in dashed:
        assert line not in closure(set(lines(drawn, "required")) | (set(dashed) - {line}))


@many
@given(curricula(acyclic=False))
def test_signs_follow_the_order_even_in_a_circle(modules: dict[str, Module]) -> None:
    """Every module stands once, numbered, after all that comes before it; circles do not hang."""
    drawn = graph(modules)
    assert sorted(station.id for station in drawn.stations) == sorted(modules)
    assert [station.sign for station in drawn.stations] == [str(n + 1) for n in range(len(modules))]
    order = [station.id for station in drawn.stations]
    assert all(order.index(line.before) < order.index(line.after) for line in drawn.lines)


@many
@given(curricula(), st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_picture(modules: dict[str, Module], chance: object) -> None:
    """The same modules in another order give the same bytes."""
    names = sorted(modules)
    chance.shuffle(names)  # type: ignore[attr-defined]
    shuffled = {name: modules[name] for name in names}
    assert draw(graph(shuffled), ENGLISH, "ltr") == draw(graph(modules), ENGLISH, "ltr")


def plan() -> tuple[dict[str, Module], Graph]:
    """A plan of three modules; the group knows one that comes between."""
    modules = {
        "movement": module(60, title="The movement"),
        "editing": module(60, title="Editing", prerequisites=(after("movement"),)),
        "data": module(
            120, title="Data", prerequisites=(after("editing"), after("movement", strength="recommended"))
        ),
        "media": module(90, title="Media & press", prerequisites=(after("movement"),)),
        "other": module(30, title="Nobody wants this"),
    }
    return modules, graph(modules, {"movement": 60, "media": 90, "data": 100}, {"editing", "other"})


def test_a_plan_is_numbered_as_it_is_taught() -> None:
    """What is taught has the number of its place, what is known a letter; what is neither stays away."""
    _, drawn = plan()
    assert [(station.sign, station.id, station.state, station.minutes) for station in drawn.stations] == [
        ("1", "movement", "chosen", 60),
        ("A", "editing", "known", 60),
        ("2", "media", "chosen", 90),
        ("3", "data", "chosen", 100),
    ]


def test_words_tell_what_the_picture_shows() -> None:
    """Each module says whether it is taught or known and what it needs, by signs; implied reasons are not told."""
    _, drawn = plan()
    assert [facts(station, drawn, ENGLISH) for station in drawn.stations] == [
        ("in this plan",),
        ("known already", "needs 1"),
        ("in this plan", "needs 1"),
        ("in this plan", "needs A"),
    ]


def test_one_of_several_is_told_apart() -> None:
    """Alternatives are told as such, unless one of them has to come first anyway."""
    modules = {
        "a": module(),
        "b": module(),
        "c": module(prerequisites=(after("a", "b"),)),
        "d": module(prerequisites=(after("a", "b"), after("a"))),
    }
    drawn = graph(modules)
    told = {station.id: facts(station, drawn, ENGLISH) for station in drawn.stations}
    assert told["c"] == ("needs one of 1, 2",)
    assert told["d"] == ("needs 1",)


def root(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(svg: bytes) -> str:
    return " ".join(element.text or "" for element in root(svg).iter(f"{SVG}text"))


def test_the_picture_has_a_title_and_leads_nowhere() -> None:
    """Title and description come first; nothing in the picture is a link, a script or a style sheet."""
    _, drawn = plan()
    found = draw(drawn, ENGLISH, "ltr")
    top = root(found.svg)
    assert [element.tag for element in top][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert top[1].text == found.description
    assert "3 modules" in found.description
    tags = {element.tag.removeprefix(SVG) for element in top.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "text", "polyline", "polygon"}
    assert b"href" not in found.svg
    assert b"url(" not in found.svg
    assert "Media & press (media)" in [element.text for element in top.iter(f"{SVG}title")]


def test_nothing_is_told_by_colour_alone() -> None:
    """Taught and known differ in the frame and in words, and the legend explains whatever occurs."""
    _, drawn = plan()
    svg = draw(drawn, ENGLISH, "ltr").svg
    frames = {(r.get("rx"), r.get("stroke-width")) for r in root(svg).iter(f"{SVG}rect")}
    assert len(frames) >= 2
    said = words(svg)
    assert said.count("known already") == 2
    assert said.count("in this plan") == 4
    assert "line: must come first" in said
    assert "dashed" not in said
    assert b"stroke-dasharray" not in svg


def test_kinds_of_lines_differ_in_their_dashes() -> None:
    """Required lines are whole, recommended ones dashed, alternatives dotted, and the legend says so."""
    modules = {
        "a": module(),
        "b": module(),
        "c": module(prerequisites=(after("a", "b"),)),
        "d": module(prerequisites=(after("c"),)),
        "e": module(prerequisites=(after("c", strength="recommended"),)),
    }
    svg = draw(graph(modules), ENGLISH, "ltr").svg
    dashes = [line.get("stroke-dasharray") for line in root(svg).iter(f"{SVG}polyline")]
    assert len(set(dashes)) == 3
    assert len(dashes) == 4 + 3
    for said in ("line: must come first", "dashed line: better first", "dotted line: one of them is enough"):
        assert said in words(svg)


def boxes(svg: bytes) -> list[tuple[float, float, float, float]]:
    return [
        tuple(float(rect.get(name, "")) for name in ("x", "y", "width", "height"))  # type: ignore[misc]
        for rect in root(svg).iter(f"{SVG}rect")
    ]


def test_from_right_to_left_everything_is_mirrored() -> None:
    """Where people write from right to left, each box stands at the mirrored place and no word is turned round."""
    _, drawn = plan()
    there, here = draw(drawn, ENGLISH, "rtl").svg, draw(drawn, ENGLISH, "ltr").svg
    mirrored = [(round(WIDEST - x - wide, 1), y, wide, high) for x, y, wide, high in boxes(here)]
    assert boxes(there) == mirrored
    assert words(there) == words(here)


@many
@given(curricula(), st.sampled_from(["ltr", "rtl"]))
def test_everything_stays_on_the_page(modules: dict[str, Module], direction: str) -> None:
    """No frame and no point of a line lies outside of the picture, which is as wide as a page."""
    top = root(draw(graph(modules), ENGLISH, direction).svg)
    assert float(top.get("width", "")) == WIDEST
    height = float(top.get("height", ""))
    for x, y, wide, high in boxes(ElementTree.tostring(top)):
        assert 0 < x < x + wide < WIDEST
        assert 0 < y < y + high < height
    for line in top.iter(f"{SVG}polyline"):
        numbers = [float(number) for number in re.split(r"[ ,]", line.get("points", ""))]
        assert all(0 <= x <= WIDEST for x in numbers[::2])
        assert all(0 <= y <= height for y in numbers[1::2])


def test_two_hundred_modules_stand_in_levels() -> None:
    """A picture of very many modules has rows by level and no lines; each box says in words what comes before it."""
    modules = {"m000": module(title="Module 0")}
    for number in range(1, 200):
        needed = after(f"m{number // 4:03}")
        modules[f"m{number:03}"] = module(title=f"Module {number}", prerequisites=(needed,))
    found = draw(graph(modules), ENGLISH, "ltr")
    assert b"<polyline" not in found.svg
    assert not found.fits_page
    said = words(found.svg)
    assert [level in said for level in ("Level 1 ", "Level 5 ", "Level 6 ")] == [True, True, False]
    assert all(f"Module {number}" in said for number in range(200))
    assert said.count("needs ") == 199


def test_a_picture_for_paper_is_low_enough() -> None:
    """What is said to fit on a page is not higher than one."""
    _, drawn = plan()
    found = draw(drawn, ENGLISH, "ltr")
    assert found.fits_page
    assert float(root(found.svg).get("height", "")) < TALLEST


SIZES = {name: (100.0, 40.0 + 10 * number) for number, name in enumerate("abcdef")}
LINES = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("a", "d"), ("e", "d")]


def apart(placed: Placed, sizes: Mapping[str, Size]) -> bool:
    """Whether no two boxes touch."""
    found = [(x, y, x + sizes[name][0], y + sizes[name][1]) for name, (x, y) in placed.corners.items()]
    return all(
        a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]
        for number, a in enumerate(found)
        for b in found[:number]
    )


def crosses(placed: Placed, sizes: Mapping[str, Size], name: str, points: Iterable[tuple[float, float]]) -> bool:
    """Whether a line runs through the inside of a box; looked at in small steps."""
    left, top = placed.corners[name]
    right, bottom = left + sizes[name][0], top + sizes[name][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        for step in range(101):
            x, y = x0 + (x1 - x0) * step / 100, y0 + (y1 - y0) * step / 100
            if left + 1 < x < right - 1 and top + 1 < y < bottom - 1:
                return True
    return False


@pytest.mark.parametrize("way", ["leftright", "topbottom"])
@pytest.mark.parametrize("lay", [place, layered])
def test_boxes_stand_apart_and_lines_go_between(lay: object, way: str) -> None:
    """With graphlay and without it boxes do not touch, and a line runs through no box."""
    placed: Placed = lay(SIZES, LINES, way)  # type: ignore[operator]
    assert apart(placed, SIZES)
    assert len(placed.lines) == len(LINES)
    for points in placed.lines:
        assert not [name for name in SIZES if crosses(placed, SIZES, name, points)]


@pytest.mark.parametrize("lay", [place, layered])
def test_what_comes_before_stands_before(lay: object) -> None:
    """Every line leads onwards: to the right, or down."""
    for way, axis in (("leftright", 0), ("topbottom", 1)):
        placed: Placed = lay(SIZES, LINES, way)  # type: ignore[operator]
        for before, following in LINES:
            assert placed.corners[before][axis] < placed.corners[following][axis]


def test_without_graphlay_the_picture_is_drawn_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is missing, plain layers take its place and the words stay the same."""
    _, drawn = plan()
    with_it = draw(drawn, ENGLISH, "ltr")
    monkeypatch.setitem(sys.modules, "graphlay", None)
    without = draw(drawn, ENGLISH, "ltr")
    assert without.words == with_it.words
    assert len(boxes(without.svg)) == len(boxes(with_it.svg))
    assert without.svg.count(b"<polyline") == with_it.svg.count(b"<polyline")


@many
@given(curricula())
def test_plain_layers_keep_boxes_apart(modules: dict[str, Module]) -> None:
    """Whatever builds on whatever, boxes of the plain layers do not touch and lines cross none of them."""
    drawn = graph(modules)
    sizes = {station.id: (130.0, 60.0) for station in drawn.stations}
    ways = [(line.before, line.after) for line in drawn.lines]
    placed = layered(sizes, ways, "topbottom")
    assert apart(placed, sizes)
    for points in placed.lines:
        assert not [name for name in sizes if crosses(placed, sizes, name, points)]
