"""Who made what is reused in a pack, under which licence and from where: texts, pictures, fonts and Rumbo itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rumbo.build.curriculum import Entry
from rumbo.build.documents.circumstances import methods
from rumbo.build.documents.kit import Kit
from rumbo.build.documents.patterns import MOST, patterns_for
from rumbo.build.model import Method, Module, Pattern, Picture, Source
from rumbo.build.outcome import Document

DEEDS = {
    "CC0-1.0": "creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-3.0": "creativecommons.org/licenses/by/3.0/",
    "CC-BY-4.0": "creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-3.0": "creativecommons.org/licenses/by-sa/3.0/",
    "CC-BY-SA-4.0": "creativecommons.org/licenses/by-sa/4.0/",
    "OFL-1.1": "openfontlicense.org",
    "Apache-2.0": "www.apache.org/licenses/LICENSE-2.0",
}
"""Where licences can be read."""
OWN_LICENCES = ("Apache-2.0", "CC-BY-SA-4.0", "OFL-1.1")
"""Those of Rumbo's code, templates and fonts."""


@dataclass(frozen=True, slots=True)
class Work:
    """A text that is reused, with the numbers of the sources it was made from."""

    title: str
    authors: tuple[str, ...]
    licence: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Credits:
    """Everything reused, by kind; pictures with the title of their module, sources in the order of their numbers."""

    modules: tuple[Work, ...]
    methods: tuple[Work, ...]
    patterns: tuple[Work, ...]
    pictures: tuple[tuple[str, Picture], ...]
    sources: tuple[Source, ...]

    @property
    def licences(self) -> tuple[tuple[str, str], ...]:
        """Every licence that occurs with where it can be read, or nothing where nobody told."""
        works = (*self.modules, *self.methods, *self.patterns)
        named = {work.licence for work in works} | {picture.licence for _, picture in self.pictures}
        return tuple((name, DEEDS.get(name, "")) for name in sorted(named | set(OWN_LICENCES)))


def attribution(kit: Kit) -> Iterator[Document]:
    """One page of credits, to be kept with every copy of the pack."""
    yield kit.document("attribution.pdf", "attribution.html.j2", "attribution-title", credits=credits_of(kit))


def credits_of(kit: Kit) -> Credits:
    """The credits of what a plan uses."""
    used = [kit.curriculum.methods[name] for name in methods(kit.plan, kit.curriculum)]
    helping = patterns_for(kit.plan, kit.value, kit.curriculum)[:MOST]
    pictures = [(entry.value.title, picture) for entry in kit.entries for picture in entry.value.pictures]
    sources: dict[tuple[str, str], Source] = {}
    return Credits(
        modules=_works(kit.entries, sources),
        methods=_works(used, sources),
        patterns=_works([kit.curriculum.patterns[one.id] for one in helping], sources),
        pictures=tuple(pictures),
        sources=tuple(sources.values()),
    )


def _works(
    entries: Sequence[Entry[Module] | Entry[Method] | Entry[Pattern]], sources: dict[tuple[str, str], Source]
) -> tuple[Work, ...]:
    """The texts; a source that is not known yet gets the next number."""
    works = []
    for value in [entry.value for entry in entries]:
        for source in value.sources:
            sources.setdefault(_key(source), source)
        numbers = sorted(list(sources).index(_key(source)) + 1 for source in value.sources)
        works.append(Work(value.title, value.authors, value.licence, tuple(numbers)))
    return tuple(works)


def _key(source: Source) -> tuple[str, str]:
    return source.title, source.url or ""
