"""Results of several raters as one, and where they disagree."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rumbo.build.assess.tally import Words, levels_of
from rumbo.build.model import MEASURES, Assessment, Measure

APART = 2
"""Levels between the lowest and the highest rater from which on they should talk about it."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A competency of which the raters think differently: the lowest and the highest level given."""

    competency: str
    measure: Measure
    lowest: int
    highest: int


def merged(results: Sequence[Assessment]) -> Assessment:
    """One result of all raters. Its date is the latest, its expiry the earliest; all are of one question set."""
    votes: dict[tuple[str, Measure], list[int]] = {}
    choices: dict[str, Counter[str]] = {}
    words = Words()
    for result in results:
        for what, counts in _votes(result).items():
            votes[what] = [sum(pair) for pair in zip(votes.get(what, (0, 0, 0, 0)), counts, strict=True)]
        for name, chosen in result.choices.items():
            choices.setdefault(name, Counter()).update(chosen)
        for name, texts in result.answers.items():
            for text in texts:
                words.add(name, text)
    dimensions = {name: one.dimension for result in results for name, one in result.levels.items() if one.dimension}
    raters = sum(result.raters.number for result in results)
    names = tuple(dict.fromkeys(name for result in results for name in result.raters.names))
    dates = {"date": max(r.date for r in results), "expires": min(r.expires for r in results)}
    head = {"set": results[0].question_set, **dates, "raters": {"number": raters, "names": names}}
    return Assessment.model_validate(
        {**head, **levels_of(votes, raters, dimensions), "choices": choices, "answers": words.by_question}
    )


def unlike(results: Sequence[Assessment]) -> str:
    """Why results cannot be merged, or nothing."""
    sets = sorted({result.question_set for result in results})
    if len(sets) > 1:
        return f"these are answers to different question sets: {', '.join(sets)}"
    newest, oldest = max(results, key=lambda r: r.date), min(results, key=lambda r: r.expires)
    if oldest.expires <= newest.date:
        return f"the result of {oldest.date} had expired when that of {newest.date} was made"
    return ""


def _votes(result: Assessment) -> Mapping[tuple[str, Measure], Sequence[int]]:
    """How many said 0, 1, 2 and 3; where no spread is noted, all raters said the same."""
    votes = {}
    for competency, levels in result.levels.items():
        for measure in MEASURES:
            level = getattr(levels, measure)
            noted = getattr(result.spread.get(competency), measure, ())
            if level is not None:
                same = [result.raters.number * (number == level) for number in range(4)]
                votes[competency, measure] = noted or same
    return votes


def disagreements(result: Assessment) -> Iterator[Disagreement]:
    """Where raters are two levels apart or more, the widest first."""
    found = []
    for competency, spread in result.spread.items():
        for measure in MEASURES:
            said = [level for level, number in enumerate(getattr(spread, measure)) if number]
            if said and said[-1] - said[0] >= APART:
                found.append(Disagreement(competency, measure, said[0], said[-1]))
    yield from sorted(found, key=lambda one: (one.lowest - one.highest, one.competency))
