"""Says in a line or two what the last answers change."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field

import click
from rumbo.build import pipeline
from rumbo.build.outcome import LearningPath, Plan
from rumbo.build.sentences import sentence, title
from rumbo.build.words import counted
from rumbo.cli.ask import WIDTH
from rumbo.cli.start.profile import Ground, Said, wishes_of
from rumbo.cli.tell_plan import ENGLISH

NO_TIME = ("left-no-time", "left-no-time-less")
PATH_PARTS, PLAN_PARTS = ("wishes", "known"), ("days", "trainers", "conditions")


@dataclass(slots=True)
class Told:
    """What was told already, so that only what is new is said."""

    line: str = ""
    warnings: set[str] = field(default_factory=set)

    def after(self, part: str, said: Said, ground: Ground, *, again: bool = False) -> None:
        """Says what the answers of a part change, if they decide about the plan; that nothing does only where they
        were given `again`, to change something.
        """
        if part in PATH_PARTS:
            path = pipeline.path_for(wishes_of(said, ground).value, ground.curriculum)
            self._tell(_path_line(path, ground), again=again)
        elif part in PLAN_PARTS:
            plan = pipeline.plan_for(wishes_of(said, ground).value, ground.curriculum)
            self._tell(plan_line(plan, ground), again=again)
            self._say_lost(plan, said, ground)
            if part != "days":  # who teaches is not known before
                self._warn(plan, ground)

    def _tell(self, line: str, *, again: bool) -> None:
        if line != self.line or again:
            _say("That changes nothing." if line == self.line else line)
        self.line = line

    def _say_lost(self, plan: Plan, said: Said, ground: Ground) -> None:
        """Why modules are not in that belong to the path; the line tells already which of them lack time."""
        path = pipeline.path_for(wishes_of(said, ground).value, ground.curriculum)
        needed = {step.module for step in path.steps}
        for left in plan.left_out:
            reason = sentence(left.reason, ground.curriculum, ENGLISH)
            why = f"{title('modules', left.module, ground.curriculum)}: {reason}"
            if left.module in needed and left.reason.label not in NO_TIME and why not in self.warnings:
                _say(f"- {why}")
                self.warnings.add(why)

    def _warn(self, plan: Plan, ground: Ground) -> None:
        sentences = [sentence(warning, ground.curriculum, ENGLISH) for warning in plan.warnings]
        new = [text for text in sentences if text not in self.warnings]
        if new:
            _say("To settle beforehand:")
        for text in new:
            _say(f"- {text}")
        self.warnings.update(new)


def _path_line(path: LearningPath, ground: Ground) -> str:
    if not path.steps:
        return "Then there is nothing left to teach. Go back with < and wish for more."
    names = [title("modules", step.module, ground.curriculum) for step in path.steps]
    return f"That takes {counted(len(names), 'module')}, {path.minutes} minutes without breaks: {'; '.join(names)}."


def plan_line(plan: Plan, ground: Ground) -> str:
    """What fits, how much time is left, and what a little more would bring."""
    if not plan.steps:
        return f"No module fits. {_more(plan, ground)}".strip()
    spare = sum(plan.spare.values())
    left = f", {spare} minutes to spare" if spare else ""
    return f"{counted(len(plan.steps), 'module')}, {plan.minutes} minutes taught{left}. {_more(plan, ground)}".strip()


def _more(plan: Plan, ground: Ground) -> str:
    """The module that would come in with the least time more, and at whose cost."""
    late = {left.module: left.reason for left in plan.left_out if left.reason.label in NO_TIME}
    if not late:
        return ""
    least = min(reason.number or 0 for reason in late.values())
    first = {name: reason for name, reason in late.items() if reason.number == least}
    lost = {other for reason in first.values() for _, other in reason.names}
    cost = f" Shorter or left out then: {_titles(lost, ground)}." if lost else ""
    others = len(late) - len(first)
    more = f" {counted(others, 'module')} more would need longer." if others else ""
    return f"About {least} minutes more would bring in: {_titles(first, ground)}.{cost}{more}"


def _titles(names: Iterable[str], ground: Ground) -> str:
    return "; ".join(title("modules", name, ground.curriculum) for name in sorted(names))


def _say(text: str) -> None:
    indent = "  " if text.startswith("- ") else ""
    lines = textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent or "> ",
        subsequent_indent=f"{indent}  ",
        break_on_hyphens=False,
    )
    click.echo(lines, err=True)
