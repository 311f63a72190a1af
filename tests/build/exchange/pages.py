"""Random texts full of signs that Markdown and wikis read, and patterns around them."""

import datetime as dt
from pathlib import Path

from hypothesis import strategies as st
from rumbo.build.curriculum import Entry, File
from rumbo.build.markdown import Part, parts
from rumbo.build.model import Pattern

SIGNS = (
    *("[[", "]]", "{{", "}}", "{{{", "|", "||", "'", "''", "'''", "'''''", "~~~~", "~~~", "<nowiki>", "</nowiki>"),
    *("<!--", "-->", "<s>", "</s>", "<", ">", "&", "&amp;", "&lt;", "&#39;", "*", "#", ":", ";", "=", "==", "----"),
    *("__TOC__", "_", "!", "!!", "{|", "|}", "|-", "[", "]", "https://example.org", "[https://example.org a]", "\\"),
    *("File:a.png", "[[File:a.png|thumb]]", "Category:b", "☐", "☑", "`", "``", "+", "-", "1.", "2)", "%", '"', "$"),
)
WORDS = ("word", "Ünïcode", "نص", "字", "a", "I", "7", "(x)", "end.", "So?", "x_y", "e-mail", "it's", "R&D")
ATOMS = st.sampled_from(SIGNS + WORDS)
LINE = st.lists(ATOMS, min_size=1, max_size=6).flatmap(
    lambda atoms: st.sampled_from(("", " ", " ", "  ")).map(lambda space: space.join(atoms))
)
"""A line of text as it is, whatever Markdown makes of it."""
CHOSEN = (
    *("**strong**", "*em*", "**strong *em* strong**", "*em **strong** em*", "`code`", "`` a`b ``", "`[[a|b]]''`"),
    *("[words](https://example.org/a_b)", "[*em* words](https://example.org/?a=1&b=2)", "<https://example.org/x>"),
    *("[page](https://meta.wikimedia.org/wiki/Learning_patterns/A_b)", "[mail](mailto:a@example.org)", "a  \nb"),
)
RICH = st.lists(st.one_of(LINE, st.sampled_from(CHOSEN)), min_size=1, max_size=4).map(" ".join)
STARTS = (
    "",
    "",
    "- ",
    "1. ",
    "2. ",
    "   - ",
    "  1. ",
    "    ",
    "> ",
    "> - ",
    "### ",
    "#### ",
    "- [ ] ",
    "- [x] ",
    "* ",
)
ROWS = st.lists(st.tuples(st.sampled_from(STARTS), RICH, st.booleans()), max_size=8)
BLOCKS = (
    "| a | b |\n|:-:|---|\n| `x\\|y` | **c** |\n| | -1 |",
    "```python\nx = '''[[a]]'''\n\n{{b}} </pre> &amp; ~~~~\n```",
    "```write 5\nYour words\n```",
    "---",
    "- a\n\n  b\n\n  1. c\n- d",
    "1. a\n   - b\n   - c\n2. d",
    "3. three\n4. four",
    "> a\n>\n> - b",
)


def text(rows: list[tuple[str, str, bool]], block: str) -> str:
    """Lines with what they begin with, some after an empty line, and a block."""
    lines = [("\n" if apart else "") + start + line for start, line, apart in rows]
    return "\n".join([*lines, "", block])


TEXTS = st.builds(text, ROWS, st.sampled_from(("", *BLOCKS)))
"""Markdown of all kinds, without headings of the first two levels and without pictures."""


def allowed(words: str) -> bool:
    """Whether a section can hold a text: headings of the first two levels, pictures and ways to files cannot be."""
    return all(map(_fits, parts(words)))


def _fits(part: Part) -> bool:
    section = part.kind == "heading" and part.about in "12"
    elsewhere = part.kind == "link" and not part.about.startswith(("http", "mailto:"))
    return not section and not elsewhere and part.kind != "image" and all(map(_fits, part.inner))


FIELD = st.lists(ATOMS, min_size=1, max_size=5).map(" ".join).filter(lambda words: bool(words.strip()))
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2090, 1, 1))
URLS = st.sampled_from(
    ("https://example.org/a?b=c&d=[e]", "https://meta.wikimedia.org/wiki/A_(b)", "https://x.org/''~~~~|", None)
)
USES = st.fixed_dictionaries(
    {"event": FIELD, "date": DAYS, "worked": st.sampled_from(("yes", "partly", "no")), "outcome": FIELD, "by": FIELD},
    optional={"audience": st.just("glam")},
)
SOURCES = st.fixed_dictionaries({"title": FIELD, "url": URLS, "accessed": DAYS})
RETIRED = st.fixed_dictionaries({"step": st.integers(1, 3), "since": DAYS, "because": FIELD})
PATTERNS = st.fixed_dictionaries(
    {
        "title": FIELD,
        "problem": FIELD,
        "solution": FIELD,
        "topics": st.lists(st.one_of(FIELD, st.just("event")), min_size=1, max_size=3),
        "status": st.sampled_from(("draft", "stable", "outdated")),
        "created": DAYS,
        "review": st.builds(
            lambda day, by: {"kind": "law", "reviewed": day, "review_by": day + dt.timedelta(days=9), "by": by},
            DAYS,
            FIELD,
        ),
        "authors": st.lists(FIELD, min_size=1, max_size=2),
        "no_longer_valid": st.lists(RETIRED, max_size=2, unique_by=lambda retired: retired["step"]),
        "used": st.lists(USES, max_size=2),
        "sources": st.lists(SOURCES, max_size=2),
        "licence": st.just("CC-BY-SA-4.0"),
        "related": st.lists(st.just("other"), max_size=1),
        "before": st.lists(st.fixed_dictionaries({"days": st.just(3), "task": FIELD}), max_size=1),
    }
).map(Pattern.model_validate)


def entry(pattern: Pattern, body: str, name: str = "a-pattern") -> Entry[Pattern]:
    """A pattern as if it had been read from a file."""
    path = Path(f"learning_patterns/{name}.md")
    return Entry(name, pattern, File(path, ""), "test", texts={"body": File(path, body)})
