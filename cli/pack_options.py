"""What may be asked of a pack, for every command that makes one."""

import click
from rumbo.build.documents.names import NAMES
from rumbo.build.words import did_you_mean
from rumbo.cli.options import F


def only_option(command: F) -> F:
    """`--only KINDS`; for `kinds_of`."""
    kinds = f"Make only these documents, separated by commas: {', '.join(NAMES)}."
    return click.option("--only", metavar="KINDS", help=kinds)(command)


def kinds_of(only: str | None) -> tuple[str, ...]:
    """The kinds of documents that a person named."""
    kinds = tuple(name.strip() for name in (only or "").split(",") if name.strip())
    for name in kinds:
        if name not in NAMES:
            hint = did_you_mean(name, NAMES)
            raise click.UsageError(f"There is no document '{name}'. {hint or 'Choose from: ' + ', '.join(NAMES)}")
    return kinds


def form_options(command: F) -> F:
    """What may be made besides the plain pages: `--two-sided`, `--booklet`, `--html`, `--epub`; for `style_of`."""
    for name, told in reversed(_FORMS.items()):
        command = click.option(name, is_flag=True, help=told)(command)
    return command


_FORMS = {
    "--two-sided": "Chapters begin on a right-hand page; the wide margin is bound.",
    "--booklet": "The handbook also two pages a sheet, to be folded and stapled.",
    "--html": "All documents as pages for screens, too; each is one file.",
    "--epub": "The handbook as an electronic book (EPUB), too.",
}
