"""What was loaded: every piece of content with the file and the layer it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Generic, TypeVar

from rumbo.build.catalogue import Catalogue, State
from rumbo.build.labels import SOURCE_LANGUAGE
from rumbo.build.layer import KINDS_OF_CONTENT as KINDS_OF_CONTENT
from rumbo.build.layer import Layer as Layer
from rumbo.build.model import (
    Assessment,
    Audience,
    Checklist,
    Competency,
    Local,
    Method,
    Module,
    Notice,
    Path,
    Pattern,
    Profile,
    QuestionSet,
    SourceRow,
    Term,
)
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import Place, locate

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class File:
    """A text file that was read, or the part of it that begins at `first_line`."""

    path: FilePath
    text: str
    first_line: int = 1

    @property
    def name(self) -> str:
        """How the person who gave the folder would call the file."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """A piece of content: its id, its value, the file with its fields and the Markdown texts that belong to it."""

    id: str
    value: T
    file: File
    layer: str
    place: Place = ()
    texts: Mapping[str, File] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Content of the pictures that a module lists and that are there."""
    local: "Mapping[str, Entry[Local]]" = field(default_factory=dict)
    """What a module says in single countries, by their codes in lower case."""
    written: Mapping[str, File] = field(default_factory=dict)
    """The Markdown texts in the language they were written in, where `texts` are a translation."""
    assessment: "Entry[Assessment] | None" = None
    """The assessment that a profile names, if it could be read."""

    def problem(self, code: str, place: Place, message: str, hint: str = "") -> Problem:
        """A problem at a field of this entry."""
        line, column = locate(self.file.text, (*self.place, *place), first_line=self.file.first_line)
        return Problem(self.file.name, line, column, code, message, hint)


@dataclass(frozen=True, slots=True)
class Translated:
    """Into which language the texts of a curriculum were translated, and how far: by unit, such as
    `modules/editing-basics` or `glossary`.
    """

    language: str
    counts: Mapping[str, Mapping[State, int]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    """Day and hash of the texts that the translations follow."""
    drafts: frozenset[str] = frozenset()
    """Units whose translation nobody who grew up with the language has read yet."""


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Everything of all layers, by kind and id, in the order of the ids."""

    layers: tuple[Layer, ...] = ()
    modules: Mapping[str, Entry[Module]] = field(default_factory=dict)
    methods: Mapping[str, Entry[Method]] = field(default_factory=dict)
    patterns: Mapping[str, Entry[Pattern]] = field(default_factory=dict)
    paths: Mapping[str, Entry[Path]] = field(default_factory=dict)
    profiles: Mapping[str, Entry[Profile]] = field(default_factory=dict)
    assessments: Mapping[str, Entry[QuestionSet]] = field(default_factory=dict)
    surveys: Mapping[str, Entry[QuestionSet]] = field(default_factory=dict)
    notices: Mapping[str, Entry[Notice]] = field(default_factory=dict)
    checklists: Mapping[str, Entry[Checklist]] = field(default_factory=dict)
    competencies: Mapping[str, Entry[Competency]] = field(default_factory=dict)
    audiences: Mapping[str, Entry[Audience]] = field(default_factory=dict)
    glossary: Mapping[str, Entry[Term]] = field(default_factory=dict)
    rows: Mapping[str, Entry[SourceRow]] = field(default_factory=dict)
    translated: Translated | None = None
    """Of content in another language than it was written in; texts that are not in it are marked (see `marks`)."""
    catalogues: Mapping[str, Mapping[str, Catalogue]] = field(default_factory=dict)
    """Translations that have been read already, by language and unit; others are read when they are needed."""
    broken: frozenset[tuple[str, str]] = frozenset()
    """(kind, id) of what exists but could not be read: one mistake must not look like many."""

    @property
    def language(self) -> str:
        """The language of its texts, but for those that are marked."""
        return self.translated.language if self.translated else SOURCE_LANGUAGE

    def of(self, kind: str) -> Mapping[str, Entry[Any]]:
        """All entries of a kind, named as in KINDS_OF_CONTENT."""
        entries: Mapping[str, Entry[Any]] = getattr(self, kind)
        return entries

    def ids(self, kind: str) -> frozenset[str]:
        """Every id of a kind that exists, whether it could be read or not."""
        return frozenset(self.of(kind)) | {name for what, name in self.broken if what == kind}

    def counts(self) -> dict[str, int]:
        """How many pieces of each kind there are, those that could not be read too."""
        return {kind: len(self.ids(kind)) for kind in KINDS_OF_CONTENT}

    def has(self, kind: str, name: str) -> bool:
        """Whether that id of a kind exists, or may stand in a list that could not be read ("*")."""
        return name in self.of(kind) or not self.broken.isdisjoint(((kind, name), (kind, "*")))


ANSWERING = ("modules", "paths", "methods", "patterns", "assessments", "surveys", "notices", "checklists")
"""Kinds whose pieces say in `answers` which rows of the source documents they answer."""
