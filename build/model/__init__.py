"""What people write: the shapes of modules, methods, patterns, paths and profiles.

Every type is a frozen pydantic model, so the same definition checks a file, tells every mistake at once and gives
the JSON Schema that editors use (see docs/decisions/0001-types.md).
"""

from collections.abc import Mapping
from typing import Any

from rumbo.build.model.assessment import (
    MEASURES,
    Assessment,
    AssessmentQuestion,
    Choice,
    Levels,
    Measure,
    QuestionSet,
    Raters,
    Spread,
)
from rumbo.build.model.common import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LEVELS,
    LONGEST_ACTIVITY,
    Dimension,
    GroupSize,
    Id,
    Material,
    Minutes,
    Review,
    Source,
    Value,
)
from rumbo.build.model.library import (
    Applies,
    Audience,
    Competency,
    Crowd,
    DatedTask,
    FollowUp,
    Leg,
    Method,
    MethodStep,
    Milestone,
    Path,
    Pattern,
)
from rumbo.build.model.module import (
    Activity,
    Answer,
    Delivery,
    Module,
    Objective,
    Picture,
    Prerequisite,
    Question,
    Variant,
)
from rumbo.build.model.profile import Assessed, Conditions, Contact, Day, Hours, Pin, Profile, Trainer, Venue, Wishes
from rumbo.build.model.saved import SavedModule, SavedPlan

__all__ = [
    "ID_PATTERN",
    "KINDS",
    "LANGUAGE_PATTERN",
    "LEVELS",
    "LONGEST_ACTIVITY",
    "MEASURES",
    "Activity",
    "Answer",
    "Applies",
    "Assessed",
    "Assessment",
    "AssessmentQuestion",
    "Audience",
    "Choice",
    "Competency",
    "Conditions",
    "Contact",
    "Crowd",
    "DatedTask",
    "Day",
    "Delivery",
    "Dimension",
    "FollowUp",
    "GroupSize",
    "Hours",
    "Leg",
    "Levels",
    "Material",
    "Measure",
    "Method",
    "MethodStep",
    "Milestone",
    "Minutes",
    "Module",
    "Objective",
    "Path",
    "Pattern",
    "Picture",
    "Pin",
    "Prerequisite",
    "Profile",
    "Question",
    "QuestionSet",
    "Raters",
    "Review",
    "SavedModule",
    "SavedPlan",
    "Source",
    "Spread",
    "Trainer",
    "Value",
    "Variant",
    "Venue",
    "Wishes",
]

KINDS: Mapping[str, Any] = {
    "module": Module,
    "method": Method,
    "pattern": Pattern,
    "path": Path,
    "profile": Profile,
    "assessment-set": QuestionSet,
    "assessment": Assessment,
    "plan": SavedPlan,
    "competencies": dict[Id, Competency],
    "audiences": dict[Id, Audience],
}
"""Each kind of content file and the type that describes it."""
