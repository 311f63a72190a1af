"""A row of questions on the terminal that can be left, taken up again and gone back in."""

import datetime as dt
import textwrap
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import TypeVar

import click
from rumbo.cli.ask import WIDTH, show_numbered

T = TypeVar("T")
Understood = Callable[[str], T | str]
"""What a line means; a text is the reason why it means nothing."""
Keep = Callable[[Mapping[str, str]], None]


class Back(Exception):  # noqa: N818 - it is no error
    """Somebody wants to go one question back."""


class Stop(Exception):  # noqa: N818 - it is no error
    """Somebody wants to stop for now."""


class Talk:
    """Asks each question once: what is in `said` already is not asked again. Every new answer is kept at once."""

    def __init__(self, said: MutableMapping[str, str], keep: Keep) -> None:
        self.said = said
        self.keep = keep
        self._waiting: list[Callable[[], None]] = []
        self._shown: set[tuple[str, ...]] = set()

    def say(self, text: str) -> None:
        """Shows a text before the next question that is really asked."""
        self._waiting.append(lambda: click.echo(_filled(text), err=True))

    def show(self, titles: Sequence[str]) -> None:
        """Shows what can be chosen before the next question that is really asked, once for several questions."""
        self._waiting.append(lambda: self._show(tuple(titles)))

    def _show(self, titles: tuple[str, ...]) -> None:
        if titles not in self._shown:
            show_numbered(titles)
        self._shown.add(titles)

    def ask(self, key: str, prompt: str, understood: Callable[[str], tuple[T, str]]) -> T:
        """What the answer means. `understood` gives it, or why it is no answer. Raises Back and Stop."""
        if key in self.said:
            value, fault = understood(self.said[key])
            if not fault:
                self._waiting.clear()
                return value
        for show in self._waiting:
            show()
        self._waiting.clear()
        while True:
            typed = self._typed(prompt)
            value, fault = understood(typed)
            if not fault:
                self.said[key] = typed
                self.keep(self.said)
                return value
            click.echo(_filled(fault), err=True)

    def _typed(self, prompt: str) -> str:
        end = " " if prompt.endswith("?") else ": "
        typed: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=end, err=True)
        # In a poor locale Python marks bytes that it cannot read; they are nearly always UTF-8.
        typed = typed.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
        if typed.lower() == "q":
            raise Stop
        if typed.lower() == "b":
            raise Back
        return typed


def hold(said: MutableMapping[str, str], keep: Keep, talk: Callable[[Talk], T]) -> T | None:
    """What a talk brings, however often somebody goes back in it; nothing if they stop or the answers end."""
    while True:
        try:
            return talk(Talk(said, keep))
        except Back:
            if said:
                said.pop(list(said)[-1])
                keep(said)
        except (Stop, click.Abort):
            return None


def words(typed: str) -> tuple[str, str]:
    """Any words, or none."""
    return typed, ""


def number(typed: str, most: int = 100_000) -> tuple[int | None, str]:
    """A whole number, or nothing."""
    if not typed or typed == "-":
        return None, ""
    if typed.isdecimal() and int(typed) <= most:
        return int(typed), ""
    return None, f"'{typed[:40]}' is not a number from 0 to {most}."


def one_of(typed: str, names: Sequence[str]) -> tuple[str | None, str]:
    """The name whose number was typed, or nothing."""
    if not typed or typed == "-":
        return None, ""
    if typed.isdecimal() and 1 <= int(typed) <= len(names):
        return names[int(typed) - 1], ""
    return None, f"'{typed[:40]}' is not one of the numbers 1 to {len(names)}."


def day(typed: str, today: dt.date) -> tuple[dt.date | None, str]:
    """A day, given as such or as the number of days from today; or nothing."""
    if not typed or typed == "-":
        return None, ""
    try:
        return (today + dt.timedelta(int(typed)) if typed.isdecimal() else dt.date.fromisoformat(typed)), ""
    except (ValueError, OverflowError):
        return None, f"'{typed[:40]}' is not a day; write one such as {today}, or 30 for in 30 days."


def _filled(text: str) -> str:
    start = text[: len(text) - len(text.lstrip("\n"))]
    return start + textwrap.fill(text.strip(), WIDTH)
