"""What is published is whole, holds nothing else, and works where no checkout is."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import HOME

pytestmark = pytest.mark.xdist_group("packaging")

FOLDERS = ("build", "cli", "curriculum", "learning_patterns", "templates")
LEFTOVERS = shutil.ignore_patterns(
    *(".git", ".venv", ".hypothesis", ".*_cache", "__pycache__", "*.pyc", "packs", "handouts", "dist")
)
MOST_BYTES = 10_000_000
DOCUMENTS = {"plan.pdf", "agenda.pdf", "facilitator-guide.pdf", "participant-handbook.pdf"}


@dataclass(frozen=True, slots=True)
class Built:
    """A copy of the checkout, and what was built from it."""

    source: Path
    wheel: Path
    sdist: Path

    def files(self, *folders: str) -> set[str]:
        """The files that lie in folders of the copy, by their names from the top."""
        found = (path for folder in folders for path in (self.source / folder).rglob("*") if path.is_file())
        return {path.relative_to(self.source).as_posix() for path in found}


def run(*command: str | Path, **options: object) -> str:
    """What a command prints. A failure shows everything the command said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return str(done.stdout)


def pip_install(*what: str | Path) -> None:
    """Installs pinned packages; says plainly when no package registry can be reached."""
    pip = (sys.executable, "-I", "-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check")
    command = [*pip, *what, "--no-compile", "--constraint", HOME / "constraints.txt"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        hint = "pip could not install; this test needs a package registry (see `pip config list`)"
        pytest.fail(f"{hint}:\n{done.stderr[-2000:]}", pytrace=False)


def hatch(tool: Path, source: Path, kind: str, output: Path) -> Path:
    """Builds a wheel or an sdist with hatchling and returns the file."""
    run(
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        kind,
        "-d",
        output,
        cwd=source,
        env={"PYTHONPATH": str(tool)},
    )
    (made,) = output.iterdir()
    return made


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build tool in a folder of its own, in the pinned version."""
    folder = tmp_path_factory.mktemp("hatchling")
    pip_install("install", "--target", folder, "hatchling")
    return folder


@pytest.fixture(scope="module")
def built(tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and sdist of a copy of the checkout as it is now."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "source"
    shutil.copytree(HOME, source, ignore=LEFTOVERS, symlinks=True)
    wheel = hatch(tool, source, "wheel", folder / "wheel")
    return Built(source, wheel, hatch(tool, source, "sdist", folder / "sdist"))


def names_in(wheel: Path) -> set[str]:
    """The files of a wheel, without its own records."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def test_wheel_holds_every_file_and_no_other(built: Built) -> None:
    """The wheel holds each file of code, content and templates under rumbo/, and nothing else."""
    expected = {f"rumbo/{name}" for name in built.files(*FOLDERS)}
    assert names_in(built.wheel) == expected
    assert any(name.endswith(".ttf") for name in expected)
    assert len(expected) > 100


def test_wheel_is_small(built: Built) -> None:
    """The wheel stays under ten megabytes."""
    assert built.wheel.stat().st_size < MOST_BYTES


def test_wheel_carries_licences_and_command(built: Built) -> None:
    """The wheel holds the texts of all licences and the command rumbo."""
    with zipfile.ZipFile(built.wheel) as archive:
        records = {name.partition(".dist-info/")[2]: name for name in archive.namelist() if ".dist-info/" in name}
        assert "rumbo.cli.main:main" in archive.read(records["entry_points.txt"]).decode()
    licences = {f"licenses/{name}" for name in built.files("LICENSES") | {"LICENSE"}}
    assert licences <= set(records)


def test_sdist_holds_what_building_and_testing_need(built: Built) -> None:
    """The sdist holds the same folders, the tests, and the files that stand beside them."""
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames() if not archive.getmember(name).isdir()}
    beside = {"README.md", "CHANGELOG.md", "LICENSE", "REUSE.toml", "constraints.txt", "pyproject.toml"}
    assert built.files(*FOLDERS, "tests", "LICENSES") | beside <= names
    assert {name.split("/")[0] for name in names} <= {
        *FOLDERS,
        "tests",
        "LICENSES",
        ".gitignore",
        "PKG-INFO",
        *beside,
    }


def test_wheel_of_the_sdist_is_the_same(built: Built, tool: Path, tmp_path: Path) -> None:
    """Whoever builds from the sdist gets the same files as whoever builds from the checkout."""
    with tarfile.open(built.sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    again = hatch(tool, source, "wheel", tmp_path / "again")
    with zipfile.ZipFile(built.wheel) as first, zipfile.ZipFile(again) as second:
        assert {i.filename: i.CRC for i in first.infolist()} == {i.filename: i.CRC for i in second.infolist()}


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command rumbo, installed from the wheel into an environment that held nothing."""
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", home)
    pip_install("--python", home / "bin" / "python", "install", built.wheel)
    return home / "bin" / "rumbo"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, object]:
    """How a command runs in an empty folder with nothing in its environment but PATH and HOME."""
    (tmp_path / "home").mkdir()
    (tmp_path / "work").mkdir()
    return {"cwd": tmp_path / "work", "env": {"PATH": os.defpath, "HOME": str(tmp_path / "home")}}


def test_installed_command_knows_its_version(installed: Path, bare: dict[str, object], built: Built) -> None:
    """`rumbo --version` says the version of the wheel."""
    assert run(installed, "--version", **bare).split()[-1] == built.wheel.name.split("-")[1]


def test_installed_content_has_no_problem(installed: Path, bare: dict[str, object], built: Built) -> None:
    """`rumbo check` finds the built-in curriculum from any folder, and no problem in it."""
    modules = len(list((built.source / "curriculum" / "modules").glob("*/module.yaml")))
    assert f"{modules} modules" in run(installed, "check", **bare)


def test_installed_command_plans(installed: Path, bare: dict[str, object]) -> None:
    """`rumbo plan` lays a built-in profile on its days."""
    assert "wikidata-onboarding" in run(installed, "plan", "glam-partner-mexico", **bare)


def test_installed_command_prints_a_pack(installed: Path, bare: dict[str, object]) -> None:
    """`rumbo pack` writes the PDFs of a built-in profile into the folder where it is called."""
    run(installed, "pack", "advocacy-network", **bare)
    folder = Path(str(bare["cwd"])) / "packs" / "advocacy-network"
    pages = {path.name for path in folder.rglob("*.pdf") if path.read_bytes().startswith(b"%PDF-")}
    assert pages >= DOCUMENTS
    assert len(pages) > len(DOCUMENTS), "no handouts"
    assert (folder / "manifest.json").is_file()
