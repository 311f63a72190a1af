"""A module: the smallest unit taught whole (IMS Learning Design: a unit of learning)."""

from typing import Literal, Self

from pydantic import Field, model_validator
from rumbo.build.model.common import (
    Answers,
    Competencies,
    Country,
    Devices,
    FileName,
    GroupSize,
    Id,
    Internet,
    Level,
    Material,
    MinutesField,
    Prose,
    Review,
    Source,
    Text,
    Title,
    Value,
    Words,
    WrittenIn,
)


class GivenAndNeeded(Value):
    """Competencies with the level a module leads to and the level it builds on."""

    gives: Competencies = Field(min_length=1)
    needs: Competencies = {}


class Prerequisite(Value):
    """What must (required) or should (recommended) come first: one module, or any one of several.

    What only stands in an `order` comes first where both are taught, and is never taken in for its sake.
    """

    module: Id | None = None
    any_of: tuple[Id, ...] = Field((), min_length=0)
    strength: Literal["required", "recommended", "order"]
    because: Words

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.module is None) == (len(self.any_of) == 0):
            raise ValueError("a prerequisite names either module or any_of")
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        """The modules any one of which meets this prerequisite."""
        return (self.module,) if self.module else self.any_of


class Objective(Value):
    """What a participant can do afterwards: an observable verb and its object."""

    id: Id
    text: Words
    competency: Id


class ActivityNeeds(Value):
    """What an activity itself takes, where it differs from the module's delivery."""

    internet: Internet = "none"
    devices: Devices = "none"


class Activity(Value):
    """What participants do, with minutes and kind. `expected` and the plan B fields are for the trainer alone."""

    id: Id
    title: Title
    minutes: MinutesField
    kind: Literal["talk", "demo", "exercise", "discussion", "method"]
    method: Id | None = None
    objectives: tuple[Id, ...] = Field(min_length=1)
    grouping: Literal["alone", "pairs", "groups", "plenary"]
    needs: ActivityNeeds | None = None
    materials: tuple[Material, ...] = ()
    task: Prose | None = Field(None, description="What participants read on their sheet (Markdown).")
    write: int = Field(0, ge=0, le=40, description="Ruled lines printed under the task.")
    expected: Prose | None = Field(None, description="The trainer's key: what a good result looks like (Markdown).")
    without_internet: Words = Field(description="Plan B when the network fails. Trainers only.")
    without_power: Words = Field(description="Plan B when there is no power. Trainers only.")


class Answer(Value):
    """One answer of a quiz question."""

    text: Words
    right: bool = False


class Question(Value):
    """A quiz question with its answers and why the right one is right."""

    id: Id
    question: Words
    objective: Id
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=8)
    explanation: Words


class Delivery(Value):
    """How a module can be taught, and the least it takes to teach it as planned."""

    modes: tuple[Literal["in-person", "remote", "hybrid"], ...] = Field(min_length=1)
    internet: Internet
    devices: Devices
    group: GroupSize
    accounts: bool = Field(False, description="Whether every participant needs an account on a Wikimedia project.")


class Picture(Value):
    """Who made a picture, where it comes from and under which licence it may be printed."""

    file: FileName
    author: Text
    source: Text
    licence: Text


class Variant(Value):
    """A shorter form of a module: some of its activities, and what these lead to."""

    id: Id
    title: Title
    activities: tuple[Id, ...] = Field(min_length=1)
    gives: Competencies = Field(min_length=1)


class LocalSection(Value):
    """A section about one country; its text stands under its id below the front matter."""

    id: Id
    title: Title
    replaces: Text | None = Field(None, description="The heading in the handout whose section it takes the place of.")


class Local(Value):
    """What a module says in one country: sections that join its handout there, or take the place of others."""

    country: Country
    title: Title = Field(description="The name of the country as it is printed.")
    sections: tuple[LocalSection, ...] = Field(min_length=1)
    review: Review
    licence: Text
    authors: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()


class Module(Value):
    """The smallest unit taught whole (IMS Learning Design: a unit of learning)."""

    language: WrittenIn = None
    title: Title
    summary: Words
    level: Level
    depth: Literal["short", "long"]
    audiences: tuple[Id, ...] = Field(min_length=1)
    competencies: GivenAndNeeded
    prerequisites: tuple[Prerequisite, ...] = ()
    objectives: tuple[Objective, ...] = Field(min_length=1)
    key_points: tuple[Words, ...] = Field(min_length=1)
    activities: tuple[Activity, ...] = Field(min_length=1)
    quiz: tuple[Question, ...] = ()
    variants: tuple[Variant, ...] = ()
    delivery: Delivery
    pictures: tuple[Picture, ...] = ()
    review: Review
    licence: Text
    authors: tuple[Text, ...] = Field(min_length=1)
    sources: tuple[Source, ...] = ()
    answers: Answers = ()

    @property
    def minutes(self) -> int:
        """Typical minutes of all activities together."""
        return sum(activity.minutes.typical for activity in self.activities)

    def taught(self, variant: str) -> tuple[Activity, ...]:
        """The activities of a variant in teaching order; all of them for the whole module ("")."""
        chosen = next((v.activities for v in self.variants if v.id == variant), None)
        return tuple(a for a in self.activities if chosen is None or a.id in chosen)

    def leads_to(self, variant: str) -> tuple[Objective, ...]:
        """The objectives that participants practise in a variant; all of them in the whole module ("").

        A last activity that names all objectives looks back on them, and leads to none that nothing else led to.
        """
        activities = self.taught(variant)
        if len(activities) > 1 and len(set(activities[-1].objectives)) == len(self.objectives) and variant:
            activities = activities[:-1]
        served = {name for activity in activities for name in activity.objectives}
        return tuple(objective for objective in self.objectives if objective.id in served)
