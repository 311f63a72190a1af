"""Two languages that nobody speaks: `en-xa` (English with accents, 30 % longer, in brackets) shows what is cut off or
not taken from the labels, `ar-xb` (Arabic letters in place of Latin ones) what does not run from the right.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from rumbo.build import labels
from rumbo.build.catalogue import Catalogue, Translation
from rumbo.build.curriculum import Curriculum
from rumbo.build.translate.speak import messages, units

LONGER, MIRRORED = "en-xa", "ar-xb"
LANGUAGES = (LONGER, MIRRORED)
HOW_MUCH = 0.3
"""By which part of itself a text grows: German, Finnish or Polish labels are about that much longer than English."""
_PLURAL = re.compile(r"(\{\{PLURAL:\$\d\|)([^{}]*)(\}\})")
_KEPT = re.compile(
    r"(\$\d|\{\{PLURAL:\$\d\|[^{}]*\}\}|\{[^{}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]*>|&#?\w+;|https?://[^\s)]+|"
    r"[\w.+-]+@[\w.-]+|\b[\w-]+(?:\.[\w-]+)+(?:/[\w./-]*)?|_{2,})"
)
"""What is no words: places of values, code, addresses, blanks to write on."""
_ACCENTS = str.maketrans(
    "AEIOUYCDGLNRSTZaeiouycdglnrstz",
    "ÁÉÍÓÚÝÇĎĞŁÑŘŠŤŽáéíóúýçďğłñřšťž",
)
_ARABIC = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwyz", "ابكديفجهيجكلمنوبقرستوفويز", strict=True)) | {"x": "كس"}
)


def longer(text: str) -> str:
    """The text with accents and with some vowels said twice, so that it is about 30 % longer, in brackets."""
    owed = 0.0

    def stretched(words: str) -> str:
        nonlocal owed
        said = []
        for letter in words:
            owed += HOW_MUCH
            twice = owed >= 1 and letter in "aeiou"
            owed -= twice
            said.append(letter * (1 + twice))
        return "".join(said).translate(_ACCENTS)

    return f"[{_said(text, stretched)}]"


def mirrored(text: str) -> str:
    """The text in Arabic letters."""
    return _said(text, lambda words: words.lower().translate(_ARABIC))


SAY: Mapping[str, Callable[[str], str]] = {LONGER: longer, MIRRORED: mirrored}


def _said(text: str, say: Callable[[str], str]) -> str:
    """A text with its words said in another way, and everything else kept."""
    parts = _KEPT.split(text)
    return "".join(_kept(part, say) if number % 2 else say(part) for number, part in enumerate(parts))


def _kept(part: str, say: Callable[[str], str]) -> str:
    """What is kept as it is, but for the forms of a plural, which are words."""
    forms = _PLURAL.fullmatch(part)
    return f"{forms[1]}{'|'.join(_said(form, say) for form in forms[2].split('|'))}{forms[3]}" if forms else part


@contextmanager
def pseudo_labels(folder: Path) -> Iterator[None]:
    """While it lasts, labels are there in the two languages and in English; their files lie in a folder."""
    english = json.loads((labels._FOLDER / "en.json").read_text(encoding="utf-8"))
    for code in ("en", *LANGUAGES):
        say = SAY.get(code, str)
        said = {key: say(text) for key, text in english.items() if isinstance(text, str)}
        (folder / f"{code}.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(labels, "_FOLDER", folder)
        labels._messages.cache_clear()
        yield
    labels._messages.cache_clear()


def catalogues(curriculum: Curriculum, language: str) -> dict[str, Catalogue]:
    """Translations of everything in a curriculum into one of the two languages, by unit."""
    say = SAY[language]
    return {
        name: Catalogue(language, tuple(Translation(one, say(one.source)) for one in messages(entries)))
        for name, entries in units(curriculum)
    }
