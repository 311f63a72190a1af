"""What the commands that print share about languages: which one is meant, and content in it."""

from collections.abc import Collection
from typing import TYPE_CHECKING

import click
from rumbo.build import translation
from rumbo.build.curriculum import Curriculum
from rumbo.build.labels import is_language
from rumbo.cli.content import stop_if_failed

if TYPE_CHECKING:
    from rumbo.build.asked import Planned


def the_language(code: str) -> str:
    """A language that a person named; what is none ends the command."""
    if not is_language(code):
        raise click.UsageError(f"'{code}' is not a language; give a code such as es, en or pt-br.")
    return code


def in_language(curriculum: Curriculum, language: str, whole: Collection[str] = ()) -> Curriculum:
    """The curriculum in a language that a person named, modules among `whole` with their texts. A file of
    translations that cannot be read ends the command.
    """
    told, problems = translation.in_language(curriculum, the_language(language), whole=whole)
    stop_if_failed(problems)
    return told


def spoken(planned: "Planned") -> translation.Spoken:
    """The content of a plan in the languages of its profile. Unreadable translations end the command."""
    profile = planned.profile.value
    told, problems = translation.spoken_for(profile, planned.plan, planned.curriculum)
    stop_if_failed(problems)
    return told
