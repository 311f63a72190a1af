"""Random inputs for everything that reads what people wrote, and what must hold of each: only problems come out.

`./test` tries some hundred of each (tests/test_fuzz.py), `make fuzz` a hundred thousand (benchmarks/fuzz.py).
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Sequence
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from conftest import HOME, TODAY, make_curriculum
from hypothesis import strategies as st
from rumbo.build import markdown, pipeline, replay
from rumbo.build.assess.table import tally_table
from rumbo.build.assess.unfinished import from_lines
from rumbo.build.content.load import load, load_assessment, load_plan, load_profile, load_record
from rumbo.build.content.people import load_people
from rumbo.build.content.schema import build
from rumbo.build.content.table import TableLines
from rumbo.build.exchange.wiki import from_page, page_fault, to_page
from rumbo.build.layer import Layer
from rumbo.build.model import KINDS, QuestionSet
from rumbo.build.problem import Problem, failed
from rumbo.build.yaml_text import Fault, locate, read, write

from tests.saved_plans import two_modules

EDIT = st.tuples(
    st.sampled_from(("cut", "double", "put", "put", "turn")),
    st.integers(0, 10_000),
    st.integers(1, 200),
    st.integers(0, 10_000),
)
"""What is done to a text, where and with how much of it, and which piece is put in."""
ODD = (
    *("", " ", "\n", "\t", "\x00", "\x1b[31m", "\x7f", "\x85", "\u2028", "\ufeff", "\u202e", "\U0010ffff"),
    *("0", "-1", "1e999", "nan", "inf", "9" * 400, "0x10", "1_000", "٣", "true", "no", "null", "~", "NaN"),
    *("0001-01-01", "9999-12-31", "2027-02-30", "00:00", "23:59", "24:00", "12:60", '"09:00"', "2027-03-12"),
    *("../../x", "/etc/passwd", "con", "a" * 500, "=1+1", "é", "e\u0301", "{{", "}}", "{%", "%}", "${x}", "%s"),
)
"""Values that have broken programs."""


def edited(seeds: Sequence[str], pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts made from seeds by cutting, doubling, turning round and putting pieces in, or of nothing but pieces."""
    pieces = tuple(dict.fromkeys((*pieces, *ODD)))

    def changed(seed: str, edits: list[tuple[str, int, int, int]]) -> str:
        text = seed
        for what, place, length, which in edits:
            start = place % (len(text) + 1)
            part = text[start : start + length]
            new = {"cut": "", "double": part + part, "turn": part[::-1], "put": pieces[which % len(pieces)]}[what]
            text = text[:start] + new + (text[start:] if what == "put" else text[start + length :])
        return text

    whole = st.builds(changed, st.sampled_from(tuple(seeds)), st.lists(EDIT, max_size=8))
    return whole | st.lists(st.sampled_from(pieces), max_size=12).map("".join) | st.text(max_size=60)


def beginning(text: str, most: int) -> str:
    """The first whole lines of a text."""
    return text[: text.rfind("\n", 0, most) + 1] if len(text) > most else text


def lines_of(text: str, most: int = 80) -> tuple[str, ...]:
    """Some lines of a text with their ends, to be put elsewhere."""
    return tuple(f"{line}\n" for line in dict.fromkeys(text.splitlines()))[:most]


def shipped(*places: str) -> list[str]:
    """Texts that Rumbo ships."""
    found = [path for place in places for path in sorted((HOME / place).glob("*"))[:4] if path.is_file()]
    return [path.read_text(encoding="utf-8") for path in found]


def plain(problems: Sequence[Problem | Fault]) -> None:
    """Problems are what they promise: a sentence of one line, with a place that is counted from 1 or none."""
    for problem in problems:
        assert problem.message
        if isinstance(problem, Problem):
            assert min(problem.line, problem.column) >= 0


# YAML

YAML_SIGNS = (
    *("- ", ": ", "? ", "[", "]", "{", "}", ",", "&a ", "*a", "!!str ", "! ", "|\n", ">-\n", "'", '"', "#", "---\n"),
    *("\ud800", "...\n", "%YAML 1.1\n", "<<: ", "\\", "\n  ", "\n    ", "@", "`", "id: x\n", "  - {", "}\n"),
)


@cache
def yaml_seeds() -> tuple[str, ...]:
    """The beginnings of real files of several kinds."""
    found = shipped("curriculum/profiles", "curriculum/paths", "curriculum", "curriculum/assessments")
    modules = [path.read_text(encoding="utf-8") for path in sorted(HOME.glob("curriculum/modules/*/module.yaml"))[:2]]
    return tuple(beginning(text, 600) for text in (*found, *modules))


def try_yaml(text: str) -> None:
    """A YAML text is read as each kind of content; what is read can be written and read again."""
    tree, faults = read(text)
    plain(faults)
    if tree is None:
        return
    if not faults:
        assert read(write(tree)) == (tree, [])
    for kind in KINDS:
        _, mistakes = build(kind, tree)
        for code, place, message, hint in mistakes[:1]:
            plain([Problem("x.yaml", *locate(text, place), code, message, hint)])


# Markdown

MARKDOWN_SIGNS = (
    *("# ", "## ", "> ", "- ", "1. ", "* ", "    ", "\n\n", "\n", "`", "```", "~~~", "```write 5\n", "**", "*", "_"),
    *(
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "&",
        "&#0;",
        "&amp;",
        "|",
        "|---|\n",
        "- [ ] ",
        "- [x] ",
        "---\n",
        "===\n",
        "\\",
    ),
    *("<script>", "<!--", "https://a.org", "<https://a.org>", "[a]: x\n", "[a]", '"t"', "~~", "javascript:x", "  \n"),
)


@cache
def markdown_seeds() -> tuple[str, ...]:
    """Real handouts, guides and methods."""
    found = sorted(HOME.glob("curriculum/modules/*/*.md"))[:6] + sorted(HOME.glob("curriculum/methods/*.md"))[:2]
    return tuple(beginning(path.read_text(encoding="utf-8"), 600) for path in found)


def try_markdown(text: str) -> None:
    """A Markdown text becomes a page without scripts; all that checks ask of it has an answer."""
    html = markdown.to_html(text, lambda name: f"rumbo:modules/x/{name}")
    assert "<script" not in html
    assert "javascript:" not in html.replace("javascript:x", "") or "href" not in html
    tokens = markdown.parse(text)
    markdown.headings(tokens)
    markdown.images(tokens)
    markdown.parts(text)
    list(markdown.raw_html_lines(text))
    list(markdown.writing_spaces(tokens))
    assert markdown.sections(text)
    markdown.to_inline_html(text)


# Pages of the wiki

WIKI_SIGNS = (
    *(
        "{{",
        "}}",
        "{{{",
        "}}}",
        "[[",
        "]]",
        "|",
        "=",
        "==",
        "===",
        "'''",
        "''",
        "<nowiki>",
        "</nowiki>",
        "<!--",
        "-->",
    ),
    *("{|", "|}", "|-", "!!", "* ", "# ", "; ", ": ", "<ref>", "</ref>", "<ref name=a/>", "<s>", "</s>", "<br>", "<"),
    *(
        "~~~~",
        "__TOC__",
        "[[Category:x]]",
        "[[File:a.png|thumb|b]]",
        "<translate>",
        "</translate>",
        "<tvar|a>",
        "</>",
    ),
    *(
        "{{Evaluation/Pattern/Infobox\n",
        "|problem = ",
        "|solution = ",
        "== Endorsements ==\n",
        "&nbsp;",
        "[http://a b]",
    ),
    *("<!-- rumbo: {} -->", "<!-- rumbo: ", "<gallery>", "</gallery>", "<pre>", "<div>", "</div>", "\n\n", "\n"),
)


@cache
def wiki_seeds() -> tuple[str, ...]:
    """Pages of the old kind, and pages that were written here."""
    pages = sorted((HOME / "tests/build/exchange").rglob("*.wiki*"))[:8]
    layer = Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")
    entries = list(load([layer])[0].patterns.values())[:4]
    texts = (*(page.read_text(encoding="utf-8") for page in pages), *(to_page(entry) for entry in entries))
    return tuple(text for whole in texts for text in (beginning(whole, 500), whole[-400:]))


def try_wikitext(text: str) -> None:
    """A page of the wiki becomes a draft whose fields and text can be read again."""
    if page_fault(text, "x.wiki"):
        return
    draft = from_page(text, "Learning patterns/A page", TODAY)
    content = draft.file.content.decode()
    _, fields, body = content.split("---\n", 2)
    tree, faults = read(fields)
    assert not faults
    value, mistakes = build("pattern", tree)
    assert value is not None, mistakes
    markdown.parts(body)


# Tables

TABLE_SIGNS = (
    *(
        ",",
        ";",
        "\t",
        '"',
        '""',
        "\n",
        "\r",
        "\r\n",
        "'",
        "name",
        "email",
        "consent",
        "yes",
        "Ana",
        "ana@example.org",
    ),
    *("editing", "1", "2", "3", "role", "now", "later", "stops", "words", "Tools; Time", "old", "-", "n/a", "=cmd()"),
)
PEOPLE = "name;email;consent;language\nAna Ruiz;ana@example.org;yes;es\nBo Li;;ask;en\n"
ANSWERS = "now,later,stops,role,words\n1,3,Tools,New here,more time\n0,,Time,An old hand,\n"


def try_people(content: bytes) -> None:
    """A table of participants gives people or problems, whatever its bytes are."""
    path = _file("people.csv", content)
    people, problems = load_people(path)
    plain(problems)
    assert not (people and failed(problems))
    for person in people:
        assert person.name.isprintable() or any(not letter.isprintable() for letter in person.name)


def try_answers(content: bytes) -> None:
    """A table of answers gives counts or problems; so does one row that was not finished."""
    questions = _questions()
    path = _file("answers.csv", content)
    lines = TableLines(path)
    tally, problems = tally_table(lines, str(path), questions)
    plain([*lines.problems, *problems])
    assert tally.people >= 0
    from_lines(TableLines(path), questions)


@cache
def _questions() -> QuestionSet:
    from tests.build.assess.sets import question_set

    return question_set()


def encoded(texts: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Texts in several encodings, and bytes that are none."""
    names = st.sampled_from(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1"))
    return st.builds(lambda text, name: text.encode(name, "replace"), texts, names) | st.binary(max_size=60)


# Saved plans


@dataclass(frozen=True, slots=True)
class Plans:
    """A tiny curriculum, and a plan that was saved of it, as data."""

    reading: pipeline.Reading
    tree: dict[str, Any]
    text: str


@cache
def plans() -> Plans:
    """Made once."""
    draft = two_modules(make_curriculum(_scratch() / "draft"))
    reading = draft.read()
    entry = reading.curriculum.profiles["group"]
    plan = pipeline.plan_for(entry.value, reading.curriculum)
    text = replay.save(entry, plan, reading.curriculum, "plan.yaml", TODAY).content.decode()
    return Plans(reading, read(text)[0], text)


VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        (None, True, 0, -1, 1, 600, 10**15, "", "x", "first", "second", "short", "change", "everyone", "editing")
    ),
    st.sampled_from(("0001-01-01", "9999-12-31", "2027-03-12", "00:00", "23:59", "13:00", "12:00", "es", "ar")),
    st.builds(list),
    st.builds(dict),
    st.text(max_size=8),
    st.integers(),
)
STEPS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), VALUES), min_size=1, max_size=4
)


def _changed(steps: list[tuple[int, int, int, Any]]) -> str:
    """The saved plan with some of its values replaced, taken out or doubled."""
    tree = read(plans().text)[0]
    for top, middle, low, value in steps:
        holder: Any = tree
        for turn in (top, middle, low, top):
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = keys[turn % len(keys)]
            if turn % 7 == 0 or not isinstance(holder[key], dict | list):
                holder[key] = copy(value)
                break
            if turn % 11 == 0 and isinstance(holder, list):
                holder.append(deepcopy(holder[key]))
                break
            holder = holder[key]
    return write(tree)


def saved_plans() -> st.SearchStrategy[str]:
    """Texts of saved plans with values changed, or edited as texts."""
    return STEPS.map(_changed) | edited((plans().text,), lines_of(plans().text))


def try_plan(text: str) -> None:
    """A saved plan is told as broken or can be laid out; other readers of files take or refuse it as well."""
    path = _file("plan.yaml", text.encode("utf-8", "surrogatepass"))
    curriculum = plans().reading.curriculum
    entry, problems = replay.read_plan(path, curriculum, TODAY)
    plain(problems)
    replay.holds_plan(path)
    if entry is not None and not failed(problems):
        plan, changed = replay.plan_again(entry, curriculum)
        assert plan.chosen_by == "saved"
        plain(replay.too_long(entry, curriculum))
        replay.changes_since(entry, curriculum)
        profile = replay.profile_in(entry)
        again = replay.save(profile, plan, changed, "plan.yaml", TODAY)
        assert load_plan(_file("again.yaml", again.content))[0] is not None
    for reader in (load_profile, load_assessment, load_record):
        plain(reader(path)[1])


@cache
def _scratch() -> Path:
    folder = tempfile.mkdtemp(prefix="rumbo-fuzz-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _file(name: str, content: bytes) -> Path:
    path = _scratch() / name
    path.write_bytes(content)
    return path


TARGETS: dict[str, tuple[Callable[[], st.SearchStrategy[Any]], Callable[[Any], None]]] = {
    "YAML": (
        lambda: edited(yaml_seeds(), (*YAML_SIGNS, *(line for seed in yaml_seeds() for line in lines_of(seed, 20)))),
        try_yaml,
    ),
    "Markdown": (
        lambda: edited(
            markdown_seeds(), (*MARKDOWN_SIGNS, *(x for seed in markdown_seeds() for x in lines_of(seed, 5)))
        ),
        try_markdown,
    ),
    "wikitext": (
        lambda: edited(wiki_seeds(), (*WIKI_SIGNS, *(line for seed in wiki_seeds() for line in lines_of(seed, 20)))),
        try_wikitext,
    ),
    "participants": (lambda: encoded(edited((PEOPLE,), TABLE_SIGNS)), try_people),
    "answers": (lambda: encoded(edited((ANSWERS,), TABLE_SIGNS)), try_answers),
    "saved plans": (saved_plans, try_plan),
}
"""What is read: how its inputs are made, and what must hold of each."""
