"""YAML text to plain values, strictly: the only use of PyYAML.

Read event by event with the C parser, so that nesting, aliases and doubled keys are refused before anything is
built (a reader that builds first can be made to crash or to swell). The traps of YAML 1.1 do not bite: only
`true`, `false`, decimal integers and empty values mean something else than text, so `no`, `12:30`, `010` and
`2027-03-12` stay the text they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml: ten times slower, the same answers
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}

Mark = tuple[int, int]
"""Line and column, counted from 1."""
Place = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top."""


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

    def mark(self, event: yaml.Event) -> Mark:
        return event.start_mark.line + self.first_line, event.start_mark.column + 1

    def remember(self, event: yaml.Event) -> None:
        if self.marks is not None:
            pairs = zip(self.open, self.keys, strict=True)
            place = tuple(len(holder) if isinstance(holder, list) else key or "" for holder, key in pairs)
            self.marks.setdefault(place, self.mark(event))

    def expects_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], dict) and self.keys[-1] is None

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if self.expects_key():
            self.key(event)
        else:
            self.remember(event)
            self.put(_scalar(event))

    def key(self, event: yaml.ScalarEvent) -> None:
        name: str = event.value
        if name == "<<":
            raise Fault(
                "Y103", self.mark(event), 'the merge key "<<" is not used here', "write the fields out"
            )
        if name in self.open[-1]:
            fault = Fault("Y102", self.mark(event), f'"{name}" is given twice', "keep one of the two")
            self.faults.append(fault)
        self.keys[-1] = name
        self.remember(event)

    def start(self, container: list[Any] | dict[str, Any], event: yaml.Event) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise Fault("Y104", self.mark(event), f"nested more than {MAX_DEPTH} levels deep")
        if self.expects_key():
            raise Fault("Y101", self.mark(event), "a field's name must be a plain word")
        self.remember(event)
        self.open.append(container)
        self.keys.append(None)

    def end(self) -> None:
        self.keys.pop()
        self.put(self.open.pop())

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
    if isinstance(event, yaml.AliasEvent):
        raise Fault("Y103", mark, f'the alias "*{event.anchor}" is not used here', "write the value out")
    if getattr(event, "anchor", None):
        raise Fault("Y103", mark, f'the anchor "&{event.anchor}" is not used here', "write the value out")
    tag = getattr(event, "tag", None)
    if tag and tag != "!":
        raise Fault("Y103", mark, f'the tag "{tag}" is not used here', "leave it out")


def _events(text: str, first_line: int) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        raise Fault(
            "Y101", where, f"not readable as YAML: {error.problem or error.context}", _hint(error)
        ) from None
    except yaml.YAMLError as error:
        raise Fault("Y101", (first_line, 1), f"not readable as YAML: {str(error).splitlines()[0]}") from None


def _hint(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "mapping values are not allowed" in problem:
        return "a text with a colon goes in quotes; fields of one level stand exactly under each other"
    if "tab" in problem or "'\\t'" in problem:
        return "indent with spaces, not with tabs"
    if "cannot start any token" in problem:
        return "a text that begins with a special sign (@ ` % { [ & * !) goes in quotes"
    return "look at this line and the one above: indentation, quotes and colons"


def _feed(builder: _Builder, event: yaml.Event) -> None:
    if isinstance(event, yaml.ScalarEvent):
        builder.scalar(event)
    elif isinstance(event, yaml.MappingStartEvent):
        builder.start({}, event)
    elif isinstance(event, yaml.SequenceStartEvent):
        builder.start([], event)
    elif isinstance(event, yaml.CollectionEndEvent):
        builder.end()
    elif isinstance(event, yaml.DocumentStartEvent) and event.explicit and builder.root is not None:
        raise Fault(
            "Y101", builder.mark(event), 'a line "---" begins a second document', "one file, one document"
        )


def read(
    text: str, *, first_line: int = 1, marks: dict[Place, Mark] | None = None
) -> tuple[Any, list[Fault]]:
    """The value a YAML text stands for, and what is wrong with it.

    With a fatal fault the value is None. `marks`, if given, is filled with the mark of every key and list entry.
    `first_line` is the line of the file where the text begins.
    """
    if len(text) > MAX_BYTES:
        return None, [Fault("Y105", (1, 1), f"the file is larger than {MAX_BYTES:,} characters")]
    builder = _Builder(first_line=first_line, marks=marks)
    try:
        for event in _events(text, first_line):
            _refuse_extras(event, builder.mark(event))
            _feed(builder, event)
    except Fault as fault:
        return None, [*builder.faults, fault]
    return builder.root, builder.faults


def locate(text: str, place: Place, *, first_line: int = 1) -> Mark:
    """Where the value at `place` (or, if it is not there, the nearest thing around it) stands in the text.

    For a field this is its name, for a list entry its beginning. Reading again is cheaper than keeping a mark for
    every value of ten thousand files that have no mistake.
    """
    marks: dict[Place, Mark] = {}
    read(text, first_line=first_line, marks=marks)
    while place not in marks and place:
        place = place[:-1]
    return marks.get(place, (first_line, 1))


def write(value: Any) -> str:
    """The YAML text of plain values, in the order they are given, that `read` gives back."""
    text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=110)
    return text
