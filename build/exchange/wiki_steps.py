"""Steps of a solution that a page has struck out."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rumbo.build.exchange.wiki_dates import days, is_exact
from rumbo.build.exchange.wiki_inline import trimmed
from rumbo.build.exchange.wiki_items import text_of
from rumbo.build.exchange.wiki_names import SOLUTION
from rumbo.build.exchange.wiki_page import RETIRED
from rumbo.build.markdown import Part

_OURS = re.compile(rf"\({RETIRED} (\d{{4}}-\d\d-\d\d): (.*)\)", re.DOTALL)
_SAYS_WHY = re.compile(r"no longer|not work|no more|obsolete|outdated|deprecated|since|as of", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is struck out: its number over the numbered lists, since when if the page says it, and why."""

    number: int
    since: dt.date | None
    because: str
    exact: bool
    """Whether the page names the day and not only the year or month."""


def without_struck(sections: Mapping[str, tuple[Part, ...]]) -> tuple[dict[str, tuple[Part, ...]], tuple[Step, ...]]:
    """The sections with the struck steps of the solution as ordinary ones, and these steps."""
    steps: list[Step] = []
    number = 0
    made = []
    for block in sections.get(SOLUTION, ()):
        items = []
        for item in block.inner if block.kind == "ordered_list" else ():
            number += 1
            step = _step(item, number)
            steps += [step] if step else []
            items.append(_plain_item(item) if step else item)
        made.append(replace(block, inner=tuple(items)) if items else block)
    changed = {SOLUTION: tuple(made)} if SOLUTION in sections else {}
    return {**sections, **changed}, tuple(steps)


def _step(item: Part, number: int) -> Step | None:
    """The struck step that an item is. Words behind the struck ones must say why, or they are a new step."""
    head = item.inner[0] if item.inner and item.inner[0].kind == "paragraph" else Part("paragraph")
    if not head.inner or head.inner[0].kind != "struck":
        return None
    rest = "".join(map(text_of, head.inner[1:])).strip()
    ours = _OURS.fullmatch(rest)
    if ours:
        return Step(number, days(ours[1])[0], ours[2].strip(), exact=True)
    if rest and not (days(rest) or _SAYS_WHY.search(rest)):
        return None
    found = days(rest)
    because = rest.strip(" –—-:;()") or "Struck out on the page, without a reason."
    return Step(number, found[0] if found else None, because, exact=bool(found) and is_exact(rest))


def _plain_item(item: Part) -> Part:
    head, *below = item.inner
    first = Part("paragraph", inner=trimmed(head.inner[0].inner))
    return Part("list_item", inner=(first, *map(_unstruck, below)))


def _unstruck(part: Part) -> Part:
    return replace(part, inner=tuple(_opened(part)))


def _opened(part: Part) -> Iterator[Part]:
    for inner in map(_unstruck, part.inner):
        if inner.kind == "struck":
            yield from inner.inner
        else:
            yield inner
