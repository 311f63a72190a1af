"""Compiled modules give the same bytes as those that Python interprets, and step back where they do not fit."""

import hashlib
import importlib.util
import json
import pickle
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from conftest import HOME
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum
from rumbo.build.render.compiled import LIST, MODULES, listed
from rumbo.build.render.html import to_html

pytestmark = [
    pytest.mark.xdist_group("compiled"),
    pytest.mark.skipif(
        not shutil.which("cc") or not Path(sysconfig.get_path("include"), "Python.h").exists(),
        reason="there is no C compiler, or no headers of Python",
    ),
]
FEW = ("weasyprint.css", "weasyprint.layout.percent", "weasyprint.stacking")
"""A package with files of its own, and two small modules that every page needs."""
PRINTS = """
import hashlib, pickle, sys
from pathlib import Path
from rumbo.build.render import compiled
compiled.FOLDER = Path(sys.argv[1])
from rumbo.build.render.pdf import Printer
printer = Printer()
pages = [printer.print(*page).content for page in pickle.loads(Path(sys.argv[2]).read_bytes())]
print(*compiled.in_use(), hashlib.sha256(b"".join(pages)).hexdigest())
"""


def script() -> ModuleType:
    """What `./set-up faster` calls."""
    spec = importlib.util.spec_from_file_location("faster", HOME / "scripts" / "faster.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a few modules, compiled as quickly as can be."""
    folder = tmp_path_factory.mktemp("compiled")
    script().compile_all(FEW, folder, ["-O0", "-g0", "-w"])
    return folder / "made"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """The same, to be spoiled."""
    shutil.copytree(made, tmp_path / "made")
    return tmp_path / "made"


@pytest.fixture(scope="module")
def pages(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two handouts with their pictures."""
    documents = pipeline.handouts_of(["ai-basics", "copyright-basics"], curriculum, "en", exercises=True)
    file = tmp_path_factory.mktemp("pages") / "pages"
    file.write_bytes(pickle.dumps([(to_html(one), dict(one.pictures)) for one in documents]))
    return file


@pytest.fixture(scope="module")
def printed(pages: Path) -> Callable[[Path], tuple[list[str], str]]:
    """Which compiled modules of a folder a new process uses, and the hash of what it prints."""

    def words(folder: Path) -> tuple[list[str], str]:
        *names, hashed = subprocess.check_output(
            [sys.executable, "-c", PRINTS, str(folder), str(pages)], text=True
        ).split()
        return names, hashed

    return words


@pytest.fixture(scope="module")
def plain(printed: Callable[[Path], tuple[list[str], str]], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hash of what is printed without compiled modules."""
    names, hashed = printed(tmp_path_factory.mktemp("nothing"))
    assert names == []
    return hashed


def test_same_bytes(printed: Callable[[Path], tuple[list[str], str]], plain: str, made: Path) -> None:
    """All that was compiled is used, and pages have the same bytes."""
    assert printed(made) == ([*FEW], plain)


def _another_text(folder: Path) -> None:
    told = json.loads((folder / LIST).read_text(encoding="utf-8"))
    told[FEW[0]]["source"] = hashlib.sha256(b"another version").hexdigest()
    (folder / LIST).write_text(json.dumps(told), encoding="utf-8")


def _half_a_file(folder: Path) -> None:
    file = folder / listed(folder)[FEW[0]].file
    file.write_bytes(file.read_bytes()[:1000])


def _no_file(folder: Path) -> None:
    (folder / listed(folder)[FEW[0]].file).unlink()


@pytest.mark.parametrize("spoil", [_another_text, _half_a_file, _no_file])
def test_what_does_not_fit_steps_back(
    spoil: Callable[[Path], None], printed: Callable[[Path], tuple[list[str], str]], plain: str, folder: Path
) -> None:
    """After an update, or when a file is not whole, Python's own module is used, and the others still are."""
    spoil(folder)
    assert printed(folder) == ([*FEW[1:]], plain)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"weasyprint.css": {"source": 1}}'])
def test_list_that_is_none(text: str, tmp_path: Path) -> None:
    """A list that cannot be read names nothing."""
    (tmp_path / LIST).write_text(text, encoding="utf-8")
    assert listed(tmp_path) == {}


def test_what_cannot_be_compiled_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The set-up ends with a sentence, and nothing is there to be used."""
    with pytest.raises(SystemExit):
        script().compile_all(("weasyprint.layout.preferred",), tmp_path, [])
    assert "could not be compiled" in capfd.readouterr().err
    assert not (tmp_path / "made").exists()


@pytest.mark.parametrize(
    ("after", "stays"),
    [
        ({"a.pdf": b"1"}, True),
        ({"a.pdf": b"2"}, False),
        ({}, False),
        (subprocess.CalledProcessError(1, "rumbo"), False),
    ],
)
def test_only_what_is_proved_stays(
    after: dict[str, bytes] | Exception, stays: bool, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was compiled lies where it is used only if it printed the very bytes of before."""
    faster = script()
    used = tmp_path / "share" / "compiled"

    def pages(_: Path) -> dict[str, bytes]:
        assert listed(used).keys() == set(FEW)
        if isinstance(after, Exception):
            raise after
        return after

    monkeypatch.setattr(faster, "FOLDER", used)
    monkeypatch.setattr(faster, "pages", pages)
    assert faster.is_proved(folder.parent, {"a.pdf": b"1"}) is stays
    assert used.exists() is stays


def test_every_name_is_a_module() -> None:
    """What is to be compiled is there to be compiled."""
    assert [name for name in MODULES if importlib.util.find_spec(name) is None] == []
