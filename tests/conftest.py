"""What many tests share: the shipped content, read once, and a tiny valid curriculum to spoil."""

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rumbo.build import pipeline
from rumbo.build.curriculum import Curriculum, Layer
from rumbo.build.problem import Problem

os.environ["RUMBO_CACHE"] = ""
"""No test finds what another one, or the person who runs them, has worked out; those of the cache name a folder."""

HOME = Path(__file__).resolve().parents[1]
TINY = HOME / "tests" / "problems" / "base" / "curriculum"
TODAY = dt.date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Draft:
    """A curriculum folder of a test; paths are given from that folder."""

    folder: Path

    @property
    def layer(self) -> Layer:
        """The folder as the layer called draft."""
        return Layer("draft", self.folder, self.folder / "learning_patterns")

    def write(self, path: str, content: str | bytes) -> Path:
        """Writes a file with the folders that it needs."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def edit(self, path: str, old: str, new: str) -> None:
        """Puts new words in the place of old ones that stand in the file exactly once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def copy(self, path: str, to: str) -> None:
        """Copies a folder, such as a whole module."""
        shutil.copytree(self.folder / path, self.folder / to)

    def read(self, *before: Layer, today: dt.date = TODAY) -> pipeline.Reading:
        """The curriculum and its problems, on top of other layers."""
        return pipeline.read((*before, self.layer), today)

    def problems(self, *before: Layer, today: dt.date = TODAY) -> list[Problem]:
        """All problems, sorted by place."""
        return list(self.read(*before, today=today).problems)

    def told(self) -> list[str]:
        """All problems as `file:line: CODE`, files from the draft's folder."""
        return [
            f"{Path(problem.file).relative_to(self.folder)}:{problem.line}: {problem.code}"
            for problem in self.problems()
        ]


def make_curriculum(folder: Path, changes: Mapping[str, str | bytes] | None = None) -> Draft:
    """The tiny curriculum (two competencies, an audience, the module `first`) with some files replaced."""
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    draft = Draft(folder)
    for path, content in (changes or {}).items():
        draft.write(path, content)
    return draft


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A tiny valid curriculum, new for each test."""
    return make_curriculum(tmp_path / "draft")


@pytest.fixture
def today() -> dt.date:
    """The day of all tests: the shipped content is fresh, and nothing depends on the clock."""
    return TODAY


@pytest.fixture(scope="session")
def shipped() -> pipeline.Reading:
    """The shipped content with every problem in it."""
    layer = Layer("built-in", HOME / "curriculum", HOME / "learning_patterns")
    return pipeline.read([layer], TODAY)


@pytest.fixture(scope="session")
def curriculum(shipped: pipeline.Reading) -> Curriculum:
    """The shipped content."""
    return shipped.curriculum


FOUNDING = (
    "ai-basics",
    "commons-upload",
    "copyright-basics",
    "editing-basics",
    "media-training",
    "movement-basics",
    "openrefine-onboarding",
    "wikidata-onboarding",
)


def founding_of(curriculum: Curriculum) -> Curriculum:
    """The shipped content with the founding modules alone: their stories stay true as workshops are added."""
    return replace(curriculum, modules={name: curriculum.modules[name] for name in FOUNDING})


@pytest.fixture(scope="session")
def founding(shipped: pipeline.Reading) -> Curriculum:
    """The founding modules."""
    return founding_of(shipped.curriculum)
