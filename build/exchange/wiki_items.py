"""Lines of a page that are fields of a learning pattern: uses and sources, as an export writes them."""

import datetime as dt
import re

from rumbo.build.markdown import Part

Row = dict[str, str]
_USE = re.compile(r"\((\d{4}-\d\d-\d\d), worked: (yes|partly|no)\): (.*) —", re.DOTALL)
_SOURCE = re.compile(r"(.*), accessed (\d{4}-\d\d-\d\d)", re.DOTALL)


def use_in(item: Part) -> Row | None:
    """The use that an item of a list tells; nothing if it lacks event, date, result or who says so."""
    inner = _words(item)
    if len(inner) != 3 or [part.kind for part in inner] != ["strong", "text", "em"]:
        return None
    told = _USE.fullmatch(inner[1].text.strip())
    event, by = (text_of(inner[place]).strip() for place in (0, 2))
    if not told or not _is_day(told[1]) or not (event and by and told[3].strip()):
        return None
    return {"event": event, "date": told[1], "worked": told[2], "outcome": told[3].strip(), "by": by}


def source_in(item: Part) -> Row | None:
    """The source that an item of a list tells; nothing if it does not say when it was read."""
    inner = _words(item)
    if not inner or inner[-1].kind != "text":
        return None
    told = _SOURCE.fullmatch(inner[-1].text.strip())
    if not told or not _is_day(told[2]):
        return None
    if len(inner) == 1 and told[1].strip():
        return {"title": told[1].strip(), "accessed": told[2]}
    if (
        len(inner) == 2
        and inner[0].kind == "link"
        and not told[1].strip()
        and re.fullmatch(r"https?://\S+", inner[0].about)
    ):
        return {"title": text_of(inner[0]).strip(), "url": inner[0].about, "accessed": told[2]}
    return None


def _words(item: Part) -> tuple[Part, ...]:
    """What an item says, if it is one line."""
    return item.inner[0].inner if len(item.inner) == 1 and item.inner[0].kind == "paragraph" else ()


def text_of(part: Part) -> str:
    """The words of a part without their form."""
    return part.text + "".join(text_of(inner) for inner in part.inner)


def _is_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
