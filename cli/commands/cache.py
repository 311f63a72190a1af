"""rumbo cache"""

import click
from rumbo.build.cache import MOST_BYTES, Cache
from rumbo.cli.caching import cache_folder


@click.command("cache")
@click.option("--info", "wanted", flag_value="info", default=True, help="Say where it is and how much is in it.")
@click.option("--clear", "wanted", flag_value="clear", help="Take everything out.")
def command(wanted: str) -> None:
    """Say what Rumbo keeps so that it need not be worked out again, or take it out.

    Kept are lists and printed documents, found by everything that decides them: texts, templates, fonts, libraries.
    Documents that tell of participants are never kept; those that name trainers are, for you alone to read.
    The folder can be deleted at any time; RUMBO_CACHE moves it, and nothing is kept if that is empty.

    Example:  rumbo cache --clear
    """
    folder = cache_folder()
    if folder is None:
        click.echo("Nothing is kept: RUMBO_CACHE is empty, or there is no home folder.")
        return
    cache = Cache(folder)
    held = cache.clear() if wanted == "clear" else cache.held()
    said = "taken out" if wanted == "clear" else f"of at most {MOST_BYTES / 1e6:.0f} megabytes"
    click.echo(f"{folder}: {held.files} files, {held.bytes / 1e6:.1f} megabytes {said}")
