"""Names that pages of the Learning Pattern Library on Meta-Wiki use: the one place to correct them.

Confirmed are the template's name, the parameters `problem` and `image`, the titles of the sections and the parent
category. The other parameters and the names of the topic categories were never seen in writing: if the wiki
spells one differently, write its spelling first in the row.
"""

from collections.abc import Iterable, Mapping

INFOBOX = "Evaluation/Pattern/Infobox"
"""The template that is written."""
INFOBOXES = (INFOBOX, "Learning pattern infobox", "Learning pattern", "Pattern infobox", "Pattern/Infobox")
"""Templates that are read as the infobox, old and new."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "pattern", "pattern name"),
    "problem": ("problem", "problem statement", "summary"),
    "solution": ("solution", "solution statement"),
    "topics": (
        "category",
        "categories",
        "a learning pattern for",
        "pattern for",
        "for",
        "topic",
        "topics",
        "keyword",
    ),
    "creator": ("creator", "creators", "author", "authors", "created by"),
    "created": ("created", "created on", "creation date", "date", "timestamp"),
    "reviewed": ("reviewed", "updated", "reviewed and updated", "reviewed on", "updated on"),
    "status": ("status",),
    "endorse": ("endorse", "endorsements", "endorsed by", "endorsed"),
    "image": ("image", "picture", "photo"),
    "language": ("language", "lang"),
}
"""Each value with the spellings of its parameter; the first is written, all are read, numbered ones (topic2) too."""

PROBLEM, SOLUTION, CONSIDER = "What problem does this solve?", "What is the solution?", "Things to consider"
WHEN, ENDORSEMENTS, SEE_ALSO, REFERENCES = "When to use", "Endorsements", "See also", "References"
SECTIONS = (PROBLEM, SOLUTION, CONSIDER, WHEN, ENDORSEMENTS, SEE_ALSO, REFERENCES)
"""The sections of a page in their order."""
OTHER_TITLES: Mapping[str, tuple[str, ...]] = {
    PROBLEM: ("problem", "the problem"),
    SOLUTION: ("solution", "the solution"),
    CONSIDER: ("general considerations", "considerations", "other considerations"),
    WHEN: ("when to use this pattern", "when to use it"),
    ENDORSEMENTS: ("endorsement", "endorse"),
    SEE_ALSO: ("related", "related patterns and links"),
    REFERENCES: ("reference", "notes", "footnotes"),
}
"""Other titles of the same sections, from older pages."""

PARENT = "Learning patterns"
"""The category of all patterns."""
HOMES = ("Learning patterns/", "Grants:Learning patterns/")
"""What page names of patterns begin with."""
TOPICS = (
    *("event", "survey", "online engagement", "outreach", "teamwork", "evaluation", "reporting"),
    *("organizational design", "gender gap", "wiki design", "wmf grantmaking"),
)
"""The topics that have a category on the wiki; others stand in the infobox alone."""
TOPIC_CATEGORY = "{} learning patterns"
DRAFT = "DRAFT"
WIKI = "https://meta.wikimedia.org/wiki/"

TRANSPARENT = ("translate", "tvar", "onlyinclude", "noinclude", "includeonly", "center", "small", "big", "font", "u")
"""Tags that say nothing about their text which a pattern could keep."""
DROPPED_TEMPLATES = ("languages", "reflist", "clear", "clr", "-", "toc", "tnt")
"""Templates that only arrange the page; their absence loses nothing."""
DROPPED_TAGS = ("languages", "references", "wbr")
DROPPED_WORDS = ("__NOTOC__", "__TOC__", "__FORCETOC__", "__NOEDITSECTION__")


def field_of(parameter: str) -> str:
    """What a parameter of an infobox holds (a key of PARAMETERS), or nothing if the name is not known."""
    return _found(parameter.rstrip("0123456789 "), PARAMETERS)


def section_of(title: str) -> str:
    """The section that a title means, or nothing if it is none of the usual ones."""
    return _found(title, {name: (name, *OTHER_TITLES.get(name, ())) for name in SECTIONS})


def _found(name: str, table: Mapping[str, Iterable[str]]) -> str:
    plain = same(name)
    return next((key for key, spellings in table.items() if plain in map(same, spellings)), "")


def same(name: str) -> str:
    """A name without what the wiki and its writers take for the same: case, underscores, hyphens, question marks."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").strip(" ?:.!").split())


def without_home(page: str) -> str:
    """The title of a pattern from the name of its page, the language of a translation still at its end."""
    name = page.replace("_", " ").strip()
    home = next((home for home in HOMES if name.casefold().startswith(home.casefold())), "")
    return name[len(home) :]
