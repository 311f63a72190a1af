"""What is told of letters that our fonts do not have."""

from collections.abc import Iterable, Iterator

from rumbo.build.problem import Problem
from rumbo.build.render.printed import Printed
from rumbo.build.render.scripts import Strange, is_ours

MOST = 12
"""Letters named in one sentence."""


def letters_of(name: str, html: str, odd: Iterable[Strange], printed: Printed) -> list[Problem]:
    """The problems of one document: by script what was found before it was laid out, then what came up only then."""
    here = [(one, "".join(letter for letter in one.letters if letter in html)) for one in odd]
    problems = [problem for one, letters in here if letters for problem in _of_script(name, one, letters)]
    told = {letter for _, letters in here for letter in letters}
    rest = [letter for letter in printed.unprintable if letter not in told]
    if rest:
        hint = "replace it, or install a font for its script; `rumbo doctor` tells which"
        problems.append(Problem(name, 0, 0, "R101", f"no shipped font can print: {_named(rest)}", hint))
    for family in sorted(
        {family for family in printed.fonts if not is_ours(family)} - {f for one, _ in here for f in one.foreign}
    ):
        hint = "`rumbo doctor` tells which font is missing"
        problems.append(
            Problem(name, 0, 0, "R104", f"some letters come out in {family}, a font of this computer", hint)
        )
    return problems


def _of_script(name: str, one: Strange, letters: str) -> Iterator[Problem]:
    install = f"on Debian or Ubuntu: sudo apt-get install -y {one.script.package}"
    missing = [letter for letter in letters if letter in one.missing]
    if missing:
        message = f"no font can print {one.script.name}: {_named(missing)}"
        yield Problem(name, 0, 0, "R101", message, f"{install}; or replace it")
    there = [letter for letter in letters if letter not in one.missing]
    if there and one.foreign:
        family = ", ".join(one.foreign)
        message = f"{one.script.name} comes out in {family}, a font of this computer: {_named(there)}"
        yield Problem(name, 0, 0, "R104", message, install)


def _named(letters: Iterable[str]) -> str:
    """Letters with their numbers in Unicode; only the first of very many."""
    found = [f"{letter} (U+{ord(letter):04X})" for letter in letters]
    return f"{', '.join(found[:MOST])}{' …' if len(found) > MOST else ''}"
