"""What a record says with the titles and questions it speaks of: values that the report and the wikitext share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from rumbo.build.curriculum import KINDS_OF_CONTENT, Curriculum
from rumbo.build.model import QuestionSet, Record
from rumbo.build.sentences import title

MUCH = 5
"""Minutes from which on a difference from the plan is worth telling."""


@dataclass(frozen=True, slots=True)
class Time:
    """A module or an activity with its minutes as planned and as they were."""

    title: str
    planned: int
    actual: int

    @property
    def difference(self) -> str:
        """Minutes more or fewer than planned, with the sign."""
        return f"{self.actual - self.planned:+d}".replace("-", "−") if self.actual != self.planned else "0"


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with how many gave each answer."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Questions in a row that have the same answers."""

    answers: tuple[str, ...]
    rows: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Something that worked or did not, with the titles of what it is about."""

    text: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record as it is told to people."""

    record: Record
    times: tuple[Time, ...]
    """By module."""
    apart: tuple[Time, ...]
    """Activities that took other time than planned, the furthest off first."""
    left_out: tuple[str, ...]
    tables: tuple[Table, ...]
    troubles: tuple[Told, ...]
    tried: tuple[tuple[str, str, str], ...]
    """Learning patterns: title, how they worked, what happened."""

    @property
    def whole(self) -> Time:
        """All modules together."""
        return Time("", sum(time.planned for time in self.times), sum(time.actual for time in self.times))

    @property
    def people(self) -> int:
        """How many answered: those who are said to have, or as many as the answers show."""
        asked = self.record.asked.people if self.record.asked else 0
        return max([asked, *(number for table in self.tables for row in table.rows for number in row.numbers)])

    @property
    def words(self) -> int:
        """How many answers in words the record holds."""
        return sum(len(said) for said in self.record.words.values())


def recorded(record: Record, curriculum: Curriculum) -> Recorded:
    """A record with the titles of today; what is no longer there is told by its id."""
    times = tuple(_times(record, curriculum))
    apart = [time for time in times if time.actual and abs(time.actual - time.planned) >= MUCH]
    return Recorded(
        record,
        tuple(_modules(record, curriculum)),
        tuple(sorted(apart, key=lambda time: -abs(time.actual - time.planned))),
        tuple(time.title for time in times if not time.actual),
        tuple(_tables(record, set_of(record, curriculum))),
        tuple(Told(one.what, tuple(_about(one.module, one.pattern, curriculum))) for one in record.did_not_work),
        tuple((title("patterns", one.id, curriculum), one.worked, one.outcome) for one in record.patterns),
    )


def question_sets(curriculum: Curriculum) -> dict[str, QuestionSet]:
    """Everything that can be asked after an event, by id: surveys first, then sets of an assessment."""
    kinds = [kind for kind in ("assessments", "surveys") if kind in KINDS_OF_CONTENT]
    return {name: entry.value for kind in kinds for name, entry in curriculum.of(kind).items()}


def set_of(record: Record, curriculum: Curriculum) -> QuestionSet | None:
    """The questions that were asked, if they are still there."""
    return question_sets(curriculum).get(record.asked.question_set) if record.asked else None


def _modules(record: Record, curriculum: Curriculum) -> Iterator[Time]:
    for name, times in record.minutes.items():
        planned = sum(timing.planned for timing in times.values())
        yield Time(title("modules", name, curriculum), planned, sum(timing.actual for timing in times.values()))


def _times(record: Record, curriculum: Curriculum) -> Iterator[Time]:
    for name, times in record.minutes.items():
        module = curriculum.modules.get(name)
        titles = {activity.id: activity.title for activity in module.value.activities} if module else {}
        for activity, timing in times.items():
            yield Time(titles.get(activity, activity), timing.planned, timing.actual)


def _about(module: str | None, pattern: str | None, curriculum: Curriculum) -> Iterator[str]:
    if module:
        yield title("modules", module, curriculum)
    if pattern:
        yield title("patterns", pattern, curriculum)


def _tables(record: Record, questions: QuestionSet | None) -> Iterator[Table]:
    """Questions one after the other, those with the same answers together."""
    rows = [
        (_answers(name, counts, questions), _row(name, counts, questions)) for name, counts in record.survey.items()
    ]
    for answers, group in groupby(rows, key=lambda row: row[0]):
        yield Table(answers, tuple(row for _, row in group))


def _answers(name: str, counts: Mapping[str, int], questions: QuestionSet | None) -> tuple[str, ...]:
    """What could be answered, in words where the question is still there."""
    question = next((one for one in questions.questions if one.id == name), None) if questions else None
    words: dict[str, str] = {}
    if question and questions:
        words = {answer.id: answer.text for answer in question.answers}
        words |= {str(level): f"{level} {text}" for level, text in enumerate(questions.scale_of(question))}
    return tuple(words.get(answer, answer) for answer in counts)


def _row(name: str, counts: Mapping[str, int], questions: QuestionSet | None) -> Counted:
    texts = {one.id: one.text for one in questions.questions} if questions else {}
    return Counted(texts.get(name, name), tuple(counts.values()))
