"""Which scripts can be printed, found out by really printing a line of each."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Script:
    """A writing system with a line in it and the Debian package that brings a font for it."""

    name: str
    language: str
    line: str
    package: str = "fonts-noto-core"


SCRIPTS = (
    Script("Latin", "es", "El conocimiento es de todas las personas: ñ, ł, ø, ế, ş."),
    Script("Greek", "el", "Η γνώση ανήκει σε όλους."),
    Script("Cyrillic", "uk", "Знання належить усім: ї, є, ґ."),
    Script("Arabic", "ar", "المعرفة للجميع"),
    Script("Hebrew", "he", "הידע שייך לכולם"),
    Script("Devanagari", "hi", "ज्ञान सबका है"),
    Script("Ethiopic", "am", "እውቀት የሁሉም ነው"),
    Script("Bengali", "bn", "জ্ঞান সবার"),
    Script("Tamil", "ta", "அறிவு அனைவருக்கும்"),
    Script("Thai", "th", "ความรู้เป็นของทุกคน"),
    Script("Georgian", "ka", "ცოდნა ყველასია"),
    Script("Armenian", "hy", "Գիտելիքը բոլորինն է"),
    Script("Chinese", "zh", "知识属于每一个人", "fonts-noto-cjk"),
    Script("Japanese", "ja", "知識はみんなのもの", "fonts-noto-cjk"),
    Script("Korean", "ko", "지식은 모두의 것", "fonts-noto-cjk"),
)


@dataclass(frozen=True, slots=True)
class Trial:
    """How printing a line of a script went: the fonts that were used and the letters none of them had."""

    script: Script
    fonts: tuple[str, ...]
    missing: tuple[str, ...]


def trials() -> Iterator[Trial]:
    """Prints a line of every script. Raises OSError if the libraries are missing."""
    from rumbo.build.render.pdf import Printer

    printer = Printer()
    for script in SCRIPTS:
        page = f'<html lang="{script.language}"><title>-</title><body><p>{script.line}</p></body></html>'
        printed = printer.print(page, {})
        yield Trial(script, printed.fonts, printed.unprintable)
