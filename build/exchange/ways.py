"""Curated paths, what can be taught next, and why a module is in a plan or not, as plain data."""

from collections.abc import Iterable, Sequence

from rumbo.build.curriculum import Curriculum, Entry
from rumbo.build.exchange.rows import Row
from rumbo.build.labels import Labels
from rumbo.build.model import Path
from rumbo.build.outcome import Plan, Reachable, Reason, Remedy
from rumbo.build.sentences import sentence, title


def curated_data(entry: Entry[Path], curriculum: Curriculum) -> Row:
    """A curated path: its modules with purposes and milestones, what follows, minutes and least days."""
    modules = [
        {
            "id": leg.module,
            "title": curriculum.modules[leg.module].value.title,
            "minutes": curriculum.modules[leg.module].value.minutes,
            **leg.model_dump(mode="json", include={"purpose", "milestone"}),
        }
        for leg in entry.value.modules
    ]
    return {
        "id": entry.id,
        **entry.value.model_dump(mode="json", include={"title", "summary", "audiences", "reaches"}),
        "modules": modules,
        "follow_up": [later.model_dump(mode="json") for later in entry.value.follow_up],
        "minutes": sum(module["minutes"] for module in modules),
        "days": entry.value.days,
    }


def next_data(found: Iterable[Reachable], curriculum: Curriculum) -> Row:
    """The modules that can be taught next, nearest first."""
    return {
        "next": [
            {
                "id": one.module,
                "title": title("modules", one.module, curriculum),
                "minutes": one.minutes,
                "gives": dict(one.gives),
                "wanted": list(one.closes),
                "better_after": list(one.better_after),
                "opens": list(one.opens),
            }
            for one in found
        ]
    }


def why_data(
    name: str, plan: Plan, otherwise: tuple[Reason, Sequence[Remedy]], curriculum: Curriculum, labels: Labels
) -> Row:
    """Whether a module is in a plan, when, and every reason; if it is not, what would bring it in."""
    step = next((step for step in plan.steps if step.module == name), None)
    first = next(
        ((session.day, slot.start) for session in plan.sessions for slot in session.slots if slot.module == name),
        None,
    )
    left, remedies = otherwise
    reasons = step.reasons if step else (left,)
    return {
        "id": name,
        "title": title("modules", name, curriculum),
        "in_plan": step is not None,
        "minutes": step.minutes if step else curriculum.modules[name].value.minutes,
        "starts": f"{first[0].isoformat()} {first[1]:%H:%M}" if first else None,
        "reasons": [sentence(reason, curriculum, labels) for reason in reasons],
        "would_bring_it": [
            {
                "changes": [sentence(change, curriculum, labels) for change in remedy.changes],
                "minutes_missing": remedy.missing,
                "shorter_or_out": list(remedy.lost),
            }
            for remedy in remedies
        ],
    }
