"""What people write: the shapes of modules, methods, patterns, paths and profiles.

Every type is a frozen pydantic model, so the same definition checks a file, tells every mistake at once and gives
the JSON Schema that editors use (see docs/decisions/0001-types.md).
"""

from collections.abc import Mapping
from typing import Any

from rumbo.build.model.common import (
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LEVELS,
    LONGEST_ACTIVITY,
    GroupSize,
    Id,
    Material,
    Minutes,
    Review,
    Source,
    Value,
)
from rumbo.build.model.library import Applies, Audience, Competency, Leg, Method, Path, Pattern
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
from rumbo.build.model.profile import Conditions, Contact, Day, Hours, Pin, Profile, Trainer, Venue, Wishes

__all__ = [
    "ID_PATTERN",
    "KINDS",
    "LANGUAGE_PATTERN",
    "LEVELS",
    "LONGEST_ACTIVITY",
    "Activity",
    "Answer",
    "Applies",
    "Audience",
    "Competency",
    "Conditions",
    "Contact",
    "Day",
    "Delivery",
    "GroupSize",
    "Hours",
    "Leg",
    "Material",
    "Method",
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
    "Review",
    "Source",
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
    "competencies": dict[Id, Competency],
    "audiences": dict[Id, Audience],
}
"""Each kind of content file and the type that describes it."""
