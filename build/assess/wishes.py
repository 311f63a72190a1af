"""What a profile takes from an assessment."""

from collections.abc import Mapping

from rumbo.build.model import Assessed, Assessment, Profile


def with_wishes(profile: Profile, assessment: Assessment, taught: Mapping[str, int]) -> Profile:
    """The profile with `wants` and `has` from its assessment, and `assessed` in the place of `assessment`.

    A wish goes as far as modules teach (`taught`: the highest level by competency): `check` warns of the rest, and
    a plan is made with what there is.
    """
    wants = {name: min(level, taught.get(name, 0)) for name, level in assessment.wants.items()}
    wants = {name: level for name, level in wants.items() if level}
    origin = Assessed(date=assessment.date, expires=assessment.expires, raters=assessment.raters.number)
    taken = {"wants": wants, "has": assessment.has, "assessment": None, "assessed": origin}
    return profile.model_copy(update=taken)
