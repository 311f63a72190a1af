"""A question with its default and its explanation, and how what was typed is understood."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rumbo.build.check.profiles import SHORTEST_DAY
from rumbo.build.labels import is_language, language_called
from rumbo.build.model import Day
from rumbo.build.model.common import MAX_LINE
from rumbo.cli.ask import AT_LEAST_ONE, numbered

Understood = tuple[str, str]
"""An answer in the form it is kept in, and a sentence about what is wrong with it; one of the two is empty."""
NOTHING = "-"
MOST_PEOPLE = 1000
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\b(.*)", re.DOTALL)
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_HOURS = re.compile(r"\D*(\d{1,2})(?:[:.h](\d{2}))?\D+(\d{1,2})(?:[:.h](\d{2}))?\D*")


def any_words(typed: str) -> Understood:
    """A line of text as it was typed."""
    return ("", f"At most {MAX_LINE} letters, please.") if len(typed) > MAX_LINE else (typed, "")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `part` names what it belongs to; what a part changes is told after its last question."""

    id: str
    part: str
    text: str
    help: str
    default: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Titles by what is kept; a question with choices is answered by number."""
    most: int = 1
    """How many of the choices may be taken."""
    needed: bool = False
    read: Callable[[str], Understood] = any_words
    """Understands what is not a number of the choices."""

    def understood(self, typed: str, before: str) -> Understood:
        """What is meant by what was typed: Enter is what was said before, `-` is nothing."""
        words = "" if typed == NOTHING else typed or before
        if not words:
            return "", (AT_LEAST_ONE if self.choices else "This one is needed.") if self.needed else ""
        return self._chosen(words) if self.choices else self.read(words)

    def _chosen(self, words: str) -> Understood:
        if set(words.split()) <= set(self.choices):
            return words, ""
        titled = [name for name, title in self.choices.items() if words.casefold() in title.casefold()]
        if len(titled) == 1 and words.isalpha():
            return titled[0], ""
        if self.read is not any_words and not words.isdecimal():
            return self.read(words)
        chosen, fault = numbered(words, list(self.choices))
        if len(chosen) > self.most:
            fault = "Please choose only one." if self.most == 1 else f"Please choose {self.most} at most."
        return ("", fault) if fault else (" ".join(chosen), "")

    def shown(self, kept: str) -> str:
        """A kept answer as it would be typed."""
        order = list(self.choices)
        names = kept.split()
        return " ".join(str(order.index(n) + 1) for n in names) if names and set(names) <= set(order) else kept


def people(typed: str) -> Understood:
    """How many people."""
    if typed.isdecimal() and 1 <= int(typed) <= MOST_PEOPLE:
        return str(int(typed)), ""
    return "", f"'{typed[:40]}' is not a number from 1 to {MOST_PEOPLE}."


def language(typed: str) -> Understood:
    """The code of a language, from a code or a name."""
    code = language_called(typed) or typed.lower()
    if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", code) and is_language(code):
        return code, ""
    return "", f"'{typed[:40]}' is not a language: give a name such as French, or a code such as pt-br."


def address(typed: str) -> Understood:
    """An address to which people may write."""
    if _ADDRESS.fullmatch(typed):
        return typed, ""
    return "", f"'{typed[:40]}' is not an e-mail address such as name@example.org. Type - to leave it out."


def languages(typed: str) -> Understood:
    """Codes of languages, in the order given."""
    read = [language(word) for word in typed.replace(",", " ").split()]
    fault = next((fault for _, fault in read if fault), "")
    return ("", fault) if fault else (" ".join(dict.fromkeys(code for code, _ in read)), "")


def day_reader(before: Sequence[Day], today: dt.date, hours: str) -> Callable[[str], Understood]:
    """Understands a day such as "2027-03-12 09:00-13:30", after the days said before; `hours` where none are said."""

    def read(typed: str) -> Understood:
        example = f"{today.year + 1}-06-05 {hours}"
        wrong = f"'{typed[:40]}' is not a day: write year-month-day and the hours, for example {example}."
        found = _DAY.fullmatch(typed.strip())
        times = _HOURS.fullmatch(found[4] if found[4].strip() else hours) if found else None
        if found is None or times is None:
            return "", wrong
        try:
            day = dt.date(*(int(found[number]) for number in (1, 2, 3)))
            start, end = (dt.time(int(times[number]), int(times[number + 1] or 0)) for number in (1, 3))
        except ValueError:
            return "", wrong
        value = Day.model_validate({"day": day, "from": start, "to": end})
        fault = _fault(value, before, today)
        return ("", fault) if fault else (f"{day} {start:%H:%M}-{end:%H:%M}", "")

    return read


def _fault(day: Day, before: Sequence[Day], today: dt.date) -> str:
    if day.day < today:
        return f"{day.day} is over: today is {today}."
    if day.minutes < 0:
        return "The day ends before it starts: give the start first."
    if day.minutes < SHORTEST_DAY:
        return f"That is too short to teach anything: give at least {SHORTEST_DAY} minutes."
    if any(other.day == day.day and day.start < other.end and other.start < day.end for other in before):
        return f"You gave these hours of {day.day} already."
    return ""


def day_of(kept: str) -> Day:
    """The day that a kept answer stands for."""
    day, hours = kept.split()
    start, end = hours.split("-")
    return Day.model_validate({"day": day, "from": start, "to": end})
