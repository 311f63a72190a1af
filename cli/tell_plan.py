"""A plan in words: for the terminal, and as Markdown to paste."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rumbo.build.curriculum import Curriculum
from rumbo.build.exchange.rows import Row
from rumbo.build.helping import Helping
from rumbo.build.labels import SOURCE_LANGUAGE, Labels
from rumbo.build.sentences import sentence


class _Terminal(Labels):
    """English with the clock of 24 hours, as timetables on the terminal and profiles have it."""

    def time(self, time: dt.time) -> str:
        """Hours and minutes."""
        return f"{time:%H:%M}"


ENGLISH = _Terminal(SOURCE_LANGUAGE)
SHOWN = 6
"""Learning patterns that are named on the terminal; `--format json` has them all."""


def pattern_rows(helping: Iterable[Helping], curriculum: Curriculum) -> Iterator[Row]:
    """The learning patterns of a plan, the best first, with what speaks for each."""
    for one in helping:
        reasons = [sentence(reason, curriculum, ENGLISH) for reason in one.reasons]
        proof = {"yes": one.proof.yes, "partly": one.proof.partly, "no": one.proof.no, "fresh": one.proof.fresh}
        yield {"id": one.id, "title": one.pattern.title, "reasons": reasons, "rank": one.rank, "used": proof}


CHOSEN = {
    "greedy": ["", "Chosen by a simple method, for the solver highspy is not installed: a better choice may exist."],
    "time limit": ["", "The search was stopped before its end: a better choice may exist."],
}
"""What is said of a plan that may not be the best one."""
PAUSES = {"break": "break", "lunch": "lunch"}


def text(title: str, data: Row) -> str:
    """A plan for the terminal."""
    lines = [title, ""]
    day = trainer = ""
    for session in data["sessions"]:
        if session["day"] != day:
            day = session["day"]
            lines += [day, ""]
        for slot in session["slots"]:
            who = f" ({slot['trainer']})" if slot["trainer"] not in ("", trainer) else ""
            trainer = slot["trainer"] or trainer
            when = f"{slot['start']}–{slot['end']}  {slot['minutes']:>3} min  {_elapsed(slot)}"
            lines.append(f"  {when}  {_what(slot)}{who}")
        pause = PAUSES.get(session["then"])
        lines += [f"               {_slack(session)}"] if session["risk"] else []
        lines.append(f"  {session['end']}        {pause}" if pause else "")
    lines += [f"{data['minutes']} minutes taught.", *_spare(data), "", "Why these modules:"]
    for step in data["modules"]:
        lines.append(f"  {step['id']} ({step['minutes']} min): {'; '.join(step['reasons'])}")
    lines += CHOSEN.get(data["chosen_by"], [])
    if data["left_out"]:
        lines += ["", "Left out:", *(f"  {left['id']}: {left['reason']}" for left in data["left_out"])]
    if data["warnings"]:
        lines += ["", "To settle beforehand:", *(f"  - {warning}" for warning in data["warnings"])]
    if data.get("patterns"):
        lines += ["", "Learning patterns that may help (rumbo show ID):"]
        lines += [f"  {row['id']}: {'; '.join(row['reasons'])}" for row in data["patterns"][:SHOWN]]
    return "\n".join(lines)


def _elapsed(slot: Row) -> str:
    """Hours and minutes since the day began."""
    return f"{slot['elapsed'] // 60}:{slot['elapsed'] % 60:02}"


def _what(slot: Row) -> str:
    match slot["kind"]:
        case "pinned":
            return f"{slot['title']} (fixed)"
        case "energiser":
            return f"energiser: {slot['title']}"
    group = f"group {slot['group']}: " if slot["group"] else ""
    return f"{group}{slot['module']}: {slot['title']}"


RISKS = {"comfortable": "comfortable", "tight": "tight", "over": "likely to run over"}


def _slack(session: Row) -> str:
    """How long a session is and how likely it runs over, with the numbers."""
    late = f"{session['late']} min later if everything takes longest, {session['slack']} to spare"
    return f"{session['minutes']} min in all; {RISKS[session['risk']]}: {late}"


def _spare(data: Row) -> list[str]:
    return [f"{minutes} minutes to spare on {day}." for day, minutes in data["spare"].items() if minutes]


def markdown(title: str, data: Row) -> str:
    """A plan as Markdown, to paste into a page or a mail."""
    lines = [f"# {title}"]
    day = ""
    for session in data["sessions"]:
        if session["day"] != day:
            day = session["day"]
            lines += [
                "",
                f"## {day}",
                "",
                "| time | minutes | elapsed | what | trainer |",
                "| --- | ---: | ---: | --- | --- |",
            ]
        for slot in session["slots"]:
            when = f"{slot['start']}–{slot['end']}"
            cells = (when, str(slot["minutes"]), _elapsed(slot), _what(slot), slot["trainer"])
            lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
        if session["risk"]:
            lines.append(f"| | | | {_slack(session)} | |")
        if session["then"] in PAUSES:
            lines.append(f"| {session['end']} | | | *{PAUSES[session['then']]}* | |")
    lines += ["", "## Why these modules", ""]
    lines += [f"- **{s['title']}** ({s['minutes']} min): {'; '.join(s['reasons'])}" for s in data["modules"]]
    lines += CHOSEN.get(data["chosen_by"], [])
    return "\n".join([*lines, *_at_the_end(data)])


def _at_the_end(data: Row) -> Iterator[str]:
    """What was left out, what must be settled, and which learning patterns help, each only if there is any."""
    parts = {
        "Left out": [f"- {left['id']}: {left['reason']}" for left in data["left_out"]],
        "To settle beforehand": [f"- {warning}" for warning in data["warnings"]],
        "Learning patterns that may help": [
            f"- **{row['title']}**: {'; '.join(row['reasons'])}" for row in data.get("patterns", [])
        ],
    }
    for heading, lines in parts.items():
        if lines:
            yield from ("", f"## {heading}", "", *lines)
