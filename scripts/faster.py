"""Compiles what lays out pages, for this computer: `./set-up faster` calls it. Takes two minutes on two quiet cores.

The modules are those of WeasyPrint that is installed, unchanged, compiled with Cython. They are used only if
three handouts in two languages come out of them with the very bytes that they had before.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from importlib.machinery import PathFinder
from pathlib import Path

from rumbo.build.cache import digest
from rumbo.build.render.compiled import FOLDER, LIST, MODULES, Compiled, as_list

OPTIONS = ["-O2", "-g0", "-w"]
TRIED = ("ai-basics", "copyright-basics", "wikidata-onboarding")
COMMAND = (sys.executable, "-I", "-m", "rumbo.cli", "handout", *TRIED, "--no-cache", "--language")


def main() -> None:
    """Does all of it, or says why not; exit code 1 then."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="rumbo-") as name:
        folder = Path(name)
        say(f"compiling {len(MODULES)} modules of WeasyPrint (some minutes, the first time only)")
        compile_all(MODULES, folder, OPTIONS)
        before = pages(folder / "before")
        if not is_proved(folder, before):
            stop("pages came out otherwise than before, so what was compiled is not used. Please report it.")
    say("done: pages have the same bytes as before and take less time")


def is_proved(folder: Path, before: dict[str, bytes]) -> bool:
    """Whether pages are the same as before with what was compiled. It stays where it is used only if they are."""
    same = False
    try:
        place(folder / "made", FOLDER)
        same = pages(folder / "after") == before
    except subprocess.CalledProcessError:
        pass
    finally:
        if not same:
            shutil.rmtree(FOLDER, ignore_errors=True)
    return same


def say(sentence: str) -> None:
    """One line for the person who waits."""
    print(f"rumbo set-up: {sentence}", file=sys.stderr, flush=True)


def stop(sentence: str) -> None:
    """Ends with a sentence; Rumbo works as it did before."""
    say(sentence)
    sys.exit(1)


def compile_all(names: tuple[str, ...], folder: Path, options: list[str]) -> None:
    """Compiles modules into the folder `made` in another folder, with a list of them."""
    from Cython.Build import cythonize
    from Cython.Compiler.Errors import CompileError
    from setuptools import setup
    from setuptools.errors import BaseError

    build = ["-q", "build_ext", "-b", str(folder / "built"), "-t", str(folder / "objects"), "-j", str(os.cpu_count())]
    sources = {name: source_of(name) for name in names}
    try:
        extensions = cythonize(
            [extension(name, source, options) for name, source in sources.items()],
            build_dir=str(folder / "c"),
            compiler_directives={"language_level": 3, "annotation_typing": False},
            quiet=True,
        )
        with chdir(folder):  # where no pyproject.toml is
            setup(name="compiled", ext_modules=extensions, script_args=build)
    except (CompileError, BaseError, SystemExit) as error:
        stop(f"the modules could not be compiled ({error}); Rumbo goes on with those it has.")
    collect(sources, folder)


def source_of(name: str) -> Path:
    """The text of a module as it was installed, whatever is loaded in its place."""
    top, *inner = name.split(".")
    spec = PathFinder.find_spec(top)
    assert spec is not None, top
    assert spec.origin is not None, top
    place = Path(spec.origin).parent.joinpath(*inner)
    return place / "__init__.py" if place.is_dir() else place.with_suffix(".py")


def extension(name: str, source: Path, options: list[str]) -> object:
    """What setuptools calls a module that is to be compiled."""
    from setuptools import Extension

    whole = f"{name}.__init__" if source.name == "__init__.py" else name
    return Extension(whole, [str(source)], extra_compile_args=options)


def collect(sources: dict[str, Path], folder: Path) -> None:
    """Puts what was compiled into one folder, each file named after its module, with the list of them."""
    made = folder / "made"
    made.mkdir()
    compiled = {}
    for name, source in sources.items():
        (built,) = built_from(name, source, folder / "built")
        file = name + built.name.removeprefix(source.stem)
        shutil.copyfile(built, made / file)
        compiled[name] = Compiled(digest(source.read_bytes()), file, built.stat().st_size)
    (made / LIST).write_text(as_list(compiled), encoding="utf-8")


def built_from(name: str, source: Path, folder: Path) -> Iterator[Path]:
    """The file that a module became."""
    package = folder.joinpath(*name.split("."))
    return (package if source.name == "__init__.py" else package.parent).glob(f"{source.stem}.*")


def place(made: Path, target: Path) -> None:
    """Puts the folder where it is looked for, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    near = target.with_name(f".{target.name}.part")
    shutil.rmtree(near, ignore_errors=True)
    shutil.copytree(made, near)
    near.rename(target)


def pages(folder: Path) -> dict[str, bytes]:
    """What Rumbo prints now."""
    for language in ("en", "es"):
        subprocess.run([*COMMAND, language, "-o", folder / language], check=True, stdout=subprocess.DEVNULL)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pdf")}


if __name__ == "__main__":
    main()
