"""The steps of a method with minutes that fit the time there is."""

from dataclasses import dataclass

from rumbo.build.model import Method


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step of a method with the minutes it gets, and the minutes since the method began."""

    title: str
    text: str
    minutes: int
    elapsed: int


def timed_steps(method: Method, minutes: int) -> tuple[TimedStep, ...]:
    """The steps scaled to some minutes: together exactly these, none under one minute if there are enough.

    Whole minutes are shared out by largest remainder (Hamilton's method), earlier steps first.
    """
    planned = [step.minutes for step in method.steps]
    shares = _shared(planned, minutes)
    starts = [sum(shares[:index]) for index in range(len(shares))]
    return tuple(
        TimedStep(step.title, step.text, share, start)
        for step, share, start in zip(method.steps, shares, starts, strict=True)
    )


def _shared(parts: list[int], whole: int) -> list[int]:
    """A whole number shared out in proportion, one for each part first."""
    least = 1 if whole >= len(parts) else 0
    rest = whole - least * len(parts)
    exact = [rest * part / sum(parts) for part in parts]
    shares = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda index: (shares[index] - exact[index], index))
    for index in order[: rest - sum(shares)]:
        shares[index] += 1
    return [share + least for share in shares]
