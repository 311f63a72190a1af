"""Reads translations: `curriculum/locale/<language>/<unit>.po` of every layer, later ones winning text by text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from rumbo.build.catalogue import Catalogue
from rumbo.build.content.names import leads_out, link_out
from rumbo.build.content.reading import Loading, read_file
from rumbo.build.curriculum import Layer
from rumbo.build.layer import TRANSLATIONS
from rumbo.build.po import PoFault, from_po
from rumbo.build.problem import Problem


def languages_of(layers: Iterable[Layer]) -> tuple[str, ...]:
    """The languages that the layers have translations into."""
    folders = [layer.curriculum / TRANSLATIONS for layer in layers]
    return tuple(sorted({path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}))


def load_catalogues(layers: Iterable[Layer], language: str) -> tuple[dict[str, Catalogue], list[Problem]]:
    """The translations into one language by unit (`modules/editing-basics`, `glossary`), with what is wrong there."""
    loading = Loading()
    found: dict[str, Catalogue] = {}
    for layer in layers:
        home = layer.curriculum / TRANSLATIONS / language
        for path in _files(home, layer.curriculum, loading):
            unit = path.relative_to(home).with_suffix("").as_posix()
            catalogue = load_catalogue(path, loading)
            if catalogue is not None:
                found[unit] = _over(catalogue, found[unit]) if unit in found else catalogue
    return found, loading.problems


def _files(home: Path, curriculum: Path, loading: Loading) -> Iterator[Path]:
    """The PO files of a language. A link that leads out of the curriculum is a problem: files are written, too."""
    out = [folder for folder in (home.parent, home) if leads_out(folder, curriculum)]
    there = [] if out else sorted(home.rglob("*"))
    out += [path for path in there if leads_out(path, curriculum)]
    loading.problems += [link_out(path, "the curriculum") for path in out]
    yield from (path for path in there if path.suffix == ".po" and path not in out and path.is_file())


def load_catalogue(path: Path, loading: Loading) -> Catalogue | None:
    """The translations in one file, or None with a problem noted."""
    file = read_file(path, loading)
    if file is None:
        return None
    try:
        return from_po(file.text)
    except PoFault as fault:
        hint = "a translation editor such as Poedit shows the place; `rumbo translate update` writes a sound file"
        loading.problems.append(Problem(str(path), fault.line, 1, "L103", f"no PO file: {fault.message}", hint))
        return None


def _over(upper: Catalogue, lower: Catalogue) -> Catalogue:
    """The translations of two layers: those of the upper one where it has any."""
    own = {(one.message.place, one.message.source) for one in upper if one.target}
    rest = tuple(one for one in lower if (one.message.place, one.message.source) not in own)
    return replace(upper, translations=(*(one for one in upper if one.target), *rest))
