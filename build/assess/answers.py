"""One answer as somebody typed it, into what it means."""

import re
from collections.abc import Iterator, Sequence

from rumbo.build.model import AssessmentQuestion, QuestionSet
from rumbo.build.search import fold

Answer = int | tuple[str, ...] | str
"""A level, the ids of the answers chosen, or words."""
_NOTHING = frozenset({"", "-", "–", "?", "n/a"})
_LEVEL = re.compile(r"(\d+)(?:[.,]0+)?(?:\s*[-–—:.)=]?\s*(\D.*))?", re.DOTALL)
"""A level as people and spreadsheets write it: 2, 2.0, or with its words behind it."""


def key(text: str) -> str:
    """What two texts share that differ only in case, accents, spaces and marks at the end."""
    return " ".join(fold(text).split()).strip(" ?:.*!¿¡")


def understood(question: AssessmentQuestion, questions: QuestionSet, text: str) -> tuple[Answer | None, str]:
    """What a text answers, and why it is no answer. Nothing and no fault for an answer left out."""
    text = text.strip()
    if text in _NOTHING or (question.kind != "text" and key(text) in _NOTHING):
        return None, ""
    if question.kind == "text":
        return text, ""
    if question.kind == "level":
        level = _level(text, questions.scale_of(question))
        return level, "" if level is not None else "is not a level"
    chosen = _chosen(text, question)
    if chosen is None:
        return None, "is none of the answers"
    if len(chosen) > 1 and not question.several:
        return None, "names more than one answer"
    return chosen, ""


def expected(question: AssessmentQuestion) -> str:
    """What to give as an answer, for a hint."""
    if question.kind == "level":
        return "give 0, 1, 2 or 3"
    numbers = f"1 to {len(question.answers)}"
    return f"give numbers from {numbers}" if question.several else f"give one number from {numbers}"


def _level(text: str, scale: Sequence[str]) -> int | None:
    words = [key(word) for word in scale]
    found = _LEVEL.fullmatch(text)
    if found and int(found[1]) < len(words) and key(found[2] or "") in ("", words[int(found[1])]):
        return int(found[1])
    return words.index(key(text)) if key(text) in words else None


def _chosen(text: str, question: AssessmentQuestion) -> tuple[str, ...] | None:
    """The ids of the answers that a text names, or None if a part of it names none."""
    names = _names(question)
    whole = names.get(key(text))
    if whole:
        return (whole,)
    for separators in (r"[;|\n]", r"[;|\n,]", r"[;|\n,\s]"):
        found = _parts([part for part in re.split(separators, text) if part.strip()], names)
        if found:
            return tuple(dict.fromkeys(found))
    return None


def _names(question: AssessmentQuestion) -> dict[str, str]:
    """The id of an answer by all that it may be called: its text, its id, its number from 1."""
    answers = list(enumerate(question.answers, start=1))
    names = {str(number): answer.id for number, answer in answers}
    return (
        names
        | {answer.id: answer.id for _, answer in answers}
        | {key(answer.text): answer.id for _, answer in answers}
    )


def _parts(parts: Sequence[str], names: dict[str, str]) -> list[str] | None:
    """The answers that a list names; an answer may itself hold what separates them, so the longest wins."""
    found: list[str] = []
    start = 0
    while start < len(parts):
        end, name = next(_longest(parts, start, names), (0, ""))
        if not name:
            return None
        found.append(name)
        start = end
    return found


def _longest(parts: Sequence[str], start: int, names: dict[str, str]) -> Iterator[tuple[int, str]]:
    for end in range(len(parts), start, -1):
        joined = ",".join(parts[start:end])
        for text in (joined, " ".join(parts[start:end])):
            number = str(int(text)) if text.strip().isdecimal() else ""
            name = names.get(number) or names.get(key(text))
            if name:
                yield end, name
