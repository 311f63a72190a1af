"""`rumbo pack --verify`: whether a pack is still what its plan makes."""

import sys
from dataclasses import replace
from pathlib import Path

import click
from rumbo.build import replay
from rumbo.build.outcome import Artifact
from rumbo.build.packs import Pack
from rumbo.cli.caching import work_anew
from rumbo.cli.content import read_to_use
from rumbo.cli.packing import Order, people_in, printed_kinds, the_pack
from rumbo.cli.planned import the_plan, the_saved_plan


def verify(folder: Path, folders: tuple[Path, ...], table: Path | None) -> None:
    """Makes a pack again in memory and says of each file what became of it. Exit code 1 if one is not as it was."""
    work_anew()
    pack = the_pack(folder)
    plan = folder / replay.PLAN_FILE
    if pack is None or not plan.is_file():
        raise click.UsageError(f"{folder} is no pack that Rumbo made, or its {replay.PLAN_FILE} is gone.")
    reading = read_to_use(folders)
    entry = the_saved_plan(plan, reading)
    planned = the_plan(str(plan), reading)
    order = Order(planned, pack.kinds, pack.style, people_in(table), entry.value.made_on)
    again = _again(pack, order)
    again += replay.files_of(planned.profile, planned.plan, (), planned.curriculum, order.today)
    found = replay.verdicts(pack, entry, again[:-1], reading.curriculum)  # the manifest is what they are compared by
    for verdict in found:
        click.echo(f"{verdict.state:<8} {verdict.name}{f': {verdict.why}' if verdict.why else ''}")
    bad = sum(verdict.state in ("differs", "missing") for verdict in found)
    same = sum(verdict.state == "same" for verdict in found)
    click.echo(f"\n{same} files are the same, {bad} are not." if bad else f"\nAll {same} files are the same.")
    sys.exit(1 if bad else 0)


def _again(pack: Pack, order: Order) -> list[Artifact]:
    """All documents of a pack, each kind in the style in which it was printed."""
    kinds: dict[str, str] = {row["kind"]: name for name, row in pack.files.items() if row.get("kind")}
    made: list[Artifact] = []
    for style in dict.fromkeys(map(pack.style_of, kinds.values())):
        alike = {kind for kind, name in kinds.items() if pack.style_of(name) == style}
        made += printed_kinds(replace(order, style=style), alike)
    return made
