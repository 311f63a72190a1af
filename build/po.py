"""PO files of GNU gettext as catalogues and back: the only use of polib.

`msgctxt` is the place of a text, the extracted comment its kind of block, the reference its file.
"""

import re
from collections.abc import Iterable, Iterator

import polib
from rumbo.build.catalogue import Catalogue, Message, Translation

WIDTH = 100
_FUZZY = "fuzzy"
_BARE = re.compile(
    r'^(?:#~ *)?(?:#\| *)?msg(?:ctxt|id|id_plural|str)(?:\[\d+\])?[ \t]+(?!"[^\n]*"[ \t]*$)', re.MULTILINE
)


class PoFault(Exception):  # noqa: N818 - it is the fault of a file
    """A file that is no PO file; says in which line, and why."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def from_po(text: str) -> Catalogue:
    """The catalogue that a PO file holds. Raises PoFault."""
    if "msgid" not in text:
        raise PoFault(1, "there is no msgid in it")  # polib would take the text for the name of a file
    if bare := _BARE.search(text):  # polib would take the first and last letter for quotation marks
        line = text.count("\n", 0, bare.start()) + 1
        raise PoFault(line, "a text stands there without quotation marks")
    try:
        file = polib.pofile(text)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise PoFault(*_told(str(error))) from None
    _refuse_doubled(file)
    entries = [(_translation(entry), entry.obsolete) for entry in file if entry.msgid]
    return Catalogue(
        str(file.metadata.get("Language", "")),
        tuple(one for one, gone in entries if not gone),
        tuple(one for one, gone in entries if gone),
        dict(file.metadata),
    )


def _told(message: str) -> tuple[int, str]:
    """Line and sentence of what polib says."""
    line = re.search(r"line (\d+)", message)
    return int(line[1]) if line else 1, message.partition(": ")[2] or message


def _refuse_doubled(file: Iterable[polib.POEntry]) -> None:
    """Raises PoFault at a text that has been there before at the same place."""
    seen = set()
    for entry in file:
        if (entry.msgctxt, entry.msgid) in seen:
            raise PoFault(entry.linenum, f"{entry.msgctxt or entry.msgid[:40]} is there twice with the same words")
        seen.add((entry.msgctxt, entry.msgid))


def _translation(entry: polib.POEntry) -> Translation:
    place = f"{entry.msgctxt or ''}"
    file = entry.occurrences[0][0] if entry.occurrences else ""
    message = Message(place, entry.msgid, entry.comment or "line", file)
    return Translation(message, entry.msgstr, _FUZZY in entry.flags, entry.previous_msgid or "", entry.tcomment)


def to_po(catalogue: Catalogue) -> str:
    """The text of a PO file; the same catalogue gives the same text."""
    file = polib.POFile(wrapwidth=WIDTH)
    file.metadata = dict(catalogue.headers)
    file.extend(_entries(catalogue.translations))
    file.extend(_entries(catalogue.gone, obsolete=True))
    return f"{file}"


def _entries(translations: Iterable[Translation], *, obsolete: bool = False) -> Iterator[polib.POEntry]:
    for one in translations:
        yield polib.POEntry(
            msgctxt=one.message.place,
            msgid=one.message.source,
            msgstr=one.target,
            comment=one.message.kind,
            tcomment=one.note,
            occurrences=[(one.message.file, "")] if one.message.file else [],
            flags=[_FUZZY] if one.fuzzy else [],
            previous_msgid=one.previous or None,
            obsolete=obsolete,
        )


def line_of(text: str, place: str) -> int:
    """The line, from 1, of the text of a PO file at which the text of a place begins; 1 if it is not there."""
    head = f'msgctxt "{place}"'
    before, found, _ = text.partition(head)
    return before.count("\n") + 1 if found else 1
