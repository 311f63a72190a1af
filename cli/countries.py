"""What the commands that print share about countries: which one is meant, and whether anything is said of it."""

import difflib
from collections.abc import Iterable

import click
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import countries
from rumbo.cli.options import say


def the_country(code: str | None) -> str | None:
    """A country that a person named by its two letters; what is none ends the command."""
    known = countries()
    if code is None or code.upper() in known:
        return code and code.upper()
    named = {name.casefold(): letters for letters, name in known.items()}
    near = difflib.get_close_matches(code.casefold(), named, n=1)
    hint = f" Did you mean {named[near[0]]}?" if near else ""
    raise click.UsageError(f"'{code}' is no country by its two letters, such as MX.{hint}")


def mention_silence(country: str | None, modules: Iterable[str], curriculum: Curriculum) -> None:
    """One line if a country is named and none of the modules tells its law."""
    there = [curriculum.modules[name].local for name in modules]
    if country and not any(country.lower() in local for local in there):
        told = sorted({code.upper() for local in there for code in local})
        name = countries().get(country.upper(), country)
        others = f", only for {', '.join(told)}" if told else ""
        say(f"note: there is no sheet about the law in {name}{others}.")
