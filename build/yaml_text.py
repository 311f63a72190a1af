"""YAML text to plain values, strictly: the only use of PyYAML.

Read event by event with the C parser, so that nesting, aliases and doubled keys are refused before anything
is built (a reader that builds first can be made to crash or to swell). The traps of YAML 1.1 do not bite:
only `true`, `false`, decimal integers and empty values mean something else than text, so `no`, `12:30`, `010`
and `2027-03-12` stay the text they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: ten times slower, the same answers
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_VALUES, MAX_FAULTS = 50_000, 50
"""Keys and values of one file (the largest that ships has two thousand); keys given twice that are told."""
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
"""Control characters, ends of lines that only programs see, halves of letters, and what turns words round."""
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_QUOTE = "put the whole text in quotes"
_PLAINLY = (
    (
        "mapping values are not allowed",
        "a colon stands where no field can begin",
        "a text with a colon goes in quotes; fields of one level stand exactly under each other",
    ),
    (
        "expected key",
        "this line does not fit the lines above",
        "fields of one level stand exactly under each other; quotes go around a whole text",
    ),
    (
        "expected '-' indicator",
        "this line does not belong to the list above",
        "entries of one list stand exactly under each other",
    ),
    (
        "find expected ':'",
        "a field has no colon",
        'write "field: value"; a text over several lines begins with >-',
    ),
    ("unexpected end of stream", "a quotation mark is never closed", "close it at the end of the text"),
    (
        "',' or ']'",
        "a list is never closed, or a comma is missing",
        "write [one, two]; " + _QUOTE + " if it is one",
    ),
    ("',' or '}'", "a brace is never closed, or a comma is missing", "write {one: 1, two: 2}"),
    ("node content", "a value is missing", "write it, or close the brackets"),
    ("found a tab", "a tab stands before the text", "indent with spaces"),
    ("alphabetic or numeric", "a text cannot begin with * or &", _QUOTE),
    (
        "sequence entries are not allowed",
        "a list cannot begin in the middle of a line",
        "begin it on the next line",
    ),
    ("escape character", "a backslash in double quotes means something else", "use single quotes"),
    ("<document start>", "the content has ended before this line", "take out the brackets or dots above it"),
)
"""Words of the parser, what they mean, and a hint; anything else is told in the parser's own words."""
_FROM_THE_START = ("find expected ':'", "unexpected end of stream", "',' or ']'", "',' or '}'")
"""Mistakes that are noticed long after the place where they were made."""
_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

Mark = tuple[int, int]  # line and column, counted from 1
Place = tuple[str | int, ...]  # the way to a value: keys and list positions from the top


@dataclass(slots=True)
class Fault(Exception):  # noqa: N818 - it is caught at once and becomes a Problem
    """Why a text cannot be read: problem code, mark, sentence and hint."""

    code: str
    mark: Mark
    message: str
    hint: str = ""


class _Builder:
    """Turns parser events into nested values; remembers the marks of keys and values when asked to."""

    def __init__(self, *, first_line: int, marks: dict[Place, Mark] | None) -> None:
        self.first_line = first_line
        self.marks = marks
        self.open: list[list[Any] | dict[str, Any]] = []  # containers that are not finished, outermost first
        self.keys: list[str | None] = []  # the key of each open mapping that waits for its value
        self.root: Any = None
        self.faults: list[Fault] = []
        self.documents = self.values = 0

    def mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        assert start is not None  # every event of the parser has one
        return start.line + self.first_line, start.column + 1

    def take(self, event: yaml.Event) -> None:
        """Takes in the next event. Many of them come, so that each looks only at what may be wrong with its kind."""
        self.values += 1
        if self.values > MAX_VALUES:
            message = f"the file holds more than {MAX_VALUES:,} values"
            raise Fault("Y105", self.mark(event), message, "make two of it")
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.start({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.keys.pop()
            self.put(self.open.pop())
        elif isinstance(event, yaml.DocumentStartEvent):
            self.document(event)
        elif isinstance(event, yaml.AliasEvent):
            _refuse_extras(event, self.mark(event))

    def remember(self, event: yaml.Event) -> None:
        if self.marks is not None:
            pairs = zip(self.open, self.keys, strict=True)
            place = tuple(len(holder) if isinstance(holder, list) else key or "" for holder, key in pairs)
            self.marks.setdefault(place, self.mark(event))

    def expects_key(self) -> bool:
        return bool(self.open) and self.keys[-1] is None and isinstance(self.open[-1], dict)

    def document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            message = 'a line "---" begins a second document'
            raise Fault("Y101", self.mark(event), message, "one file, one document")

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor or event.tag:
            _refuse_extras(event, self.mark(event))
        if found := UNSEEN.search(event.value):
            message = f"a text holds a character that nobody can see (U+{ord(found[0]):04X})"
            raise Fault("Y108", self.mark(event), message, "delete it and type the text again")
        if self.expects_key():
            self.key(event)
        else:
            self.remember(event)
            self.put(_scalar(event))

    def key(self, event: yaml.ScalarEvent) -> None:
        name: str = event.value
        if name == "<<" and event.implicit[0]:
            raise Fault("Y103", self.mark(event), 'the merge key "<<" is not used here', "write the fields out")
        if name in self.open[-1]:
            self.faults.append(Fault("Y102", self.mark(event), f'"{name}" is given twice', "keep one of the two"))
            if len(self.faults) == MAX_FAULTS:
                raise Fault("Y102", self.mark(event), "there may be more such fields below", "mend these first")
        self.keys[-1] = name
        self.remember(event)

    def start(self, container: list[Any] | dict[str, Any], event: yaml.CollectionStartEvent) -> None:
        if event.anchor or event.tag:
            _refuse_extras(event, self.mark(event))
        if len(self.open) >= MAX_DEPTH:
            raise Fault("Y104", self.mark(event), f"nested more than {MAX_DEPTH} levels deep", "take a level out")
        if self.expects_key():
            raise Fault("Y101", self.mark(event), "a field's name must be a plain word", "write name: value")
        self.remember(event)
        self.open.append(container)
        self.keys.append(None)

    def put(self, value: Any) -> None:
        """Puts a finished value into the container around it."""
        if not self.open:
            self.root = value
        elif isinstance(holder := self.open[-1], list):
            holder.append(value)
        else:
            holder[self.keys[-1] or ""] = value
            self.keys[-1] = None


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # quoted or a block: always text
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    return int(text) if _INTEGER.match(text) else text


def _refuse_extras(event: yaml.Event, mark: Mark) -> None:
    anchor = event.anchor if isinstance(event, yaml.NodeEvent) else None
    if isinstance(event, yaml.AliasEvent):
        raise Fault("Y103", mark, f'the alias "*{anchor}" is not used here', "write the value out")
    if anchor:
        raise Fault("Y103", mark, f'the anchor "&{anchor}" is not used here', "write the value out")
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise Fault("Y103", mark, f'the tag "{tag}" is not used here', "leave it out")


def _events(text: str, first_line: int) -> Iterator[yaml.Event]:
    try:
        loader = Loader(text)
        while (event := loader.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        raise _plain_fault(error, text, first_line) from None
    except yaml.reader.ReaderError as error:
        raise _unseen(text, text.find(chr(error.character)), first_line) from None
    except UnicodeEncodeError as error:
        raise _unseen(text, error.start, first_line) from None


def _unseen(text: str, position: int, first_line: int) -> Fault:
    before = text[: max(position, 0)].split("\n")
    mark = first_line + len(before) - 1, len(before[-1]) + 1
    return Fault("Y101", mark, "a character stands here that nobody can see", "delete it and type the text again")


def _plain_fault(error: yaml.MarkedYAMLError, text: str, first_line: int) -> Fault:
    words = error.problem or str(error.context)
    marks = [error.problem_mark, error.context_mark]
    if any(part in words for part in _FROM_THE_START):
        marks.reverse()
    mark = marks[0] or marks[1]
    place = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
    if mark and "cannot start any token" in words:
        return Fault("Y101", place, *_bad_start(text[mark.index :]))
    for part, sentence, hint in _PLAINLY:
        if part in words:
            return Fault("Y101", place, sentence, hint)
    hint = "look at this line and the one above: indentation, quotes and colons"
    return Fault("Y101", place, f"not readable as YAML: {words}", hint)


def _bad_start(rest: str) -> tuple[str, str]:
    if rest.startswith("\t"):
        return "a tab stands before the text", "indent with spaces"
    return f"a text cannot begin with {rest[:1]}", _QUOTE


def read(text: str, *, first_line: int = 1, marks: dict[Place, Mark] | None = None) -> tuple[Any, list[Fault]]:
    """The value a YAML text stands for, and what is wrong with it.

    With a fatal fault the value is None. `marks`, if given, is filled with the mark of every key and list
    entry. `first_line` is the line of the file where the text begins.
    """
    if len(text) > MAX_BYTES:
        return None, [Fault("Y105", (1, 1), f"the file is larger than {MAX_BYTES:,} characters", "make two of it")]
    builder = _Builder(first_line=first_line, marks=marks)
    try:
        for event in _events(text, first_line):
            builder.take(event)
    except Fault as fault:
        return None, [*builder.faults, fault]
    return builder.root, builder.faults


def locate(text: str, place: Place, *, first_line: int = 1) -> Mark:
    """Where the value at `place` (or, if it is not there, the nearest thing around it) stands in the text.

    For a field this is its name. Reading again is cheaper than marking every value of ten thousand right files.
    """
    marks = _marks(text, first_line)
    while place not in marks and place:
        place = place[:-1]
    return marks.get(place, (first_line, 1))


@lru_cache(maxsize=8)  # a file with one mistake often has a thousand
def _marks(text: str, first_line: int) -> dict[Place, Mark]:
    marks: dict[Place, Mark] = {}
    read(text, first_line=first_line, marks=marks)
    return marks


def write(value: Any) -> str:
    """The YAML text of plain values, in the order they are given, that `read` gives back."""
    text: str = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    return text


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands in two places twice, without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Always."""
        del data
        return True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        """In double quotes if it holds a mark that PyYAML writes but does not read back."""
        style = '"' if "\ufeff" in data else None
        return self.represent_scalar("tag:yaml.org,2002:str", data, style)


_Dumper.add_representer(str, _Dumper.represent_str)
