"""A hash changes with everything that decides an answer."""

import os
import sys
from pathlib import Path

import pytest
from rumbo.build import fingerprint
from rumbo.build.layer import Layer


def layer(folder: Path) -> Layer:
    return Layer("a", folder / "curriculum", folder / "learning_patterns", folder / "templates")


def test_every_change_of_content_is_seen(tmp_path: Path) -> None:
    """Another byte, name, file, folder, link or place gives another hash; the same content touched again does not."""
    text = tmp_path / "curriculum" / "modules" / "first" / "module.yaml"
    text.parent.mkdir(parents=True)
    text.write_text("title: a")
    seen = [fingerprint.of_layers([layer(tmp_path)])]
    os.utime(text, (1, 1))
    assert fingerprint.of_layers([layer(tmp_path)]) == seen[0]
    changes = (
        lambda: text.write_text("title: b"),
        lambda: text.with_name("picture.png").write_bytes(b"1"),
        lambda: text.with_name("picture.png").rename(text.with_name("other.png")),
        lambda: (tmp_path / "curriculum" / "paths").mkdir(),
        lambda: (tmp_path / "curriculum" / "paths" / "a.yaml").symlink_to(text),
        lambda: (tmp_path / "templates" / "styles").mkdir(parents=True),
        lambda: (tmp_path / "learning_patterns").mkdir(),
    )
    for change in changes:
        change()
        seen.append(fingerprint.of_layers([layer(tmp_path)]))
    moved = Layer("b", *[tmp_path / name for name in ("curriculum", "learning_patterns", "templates")])
    seen.append(fingerprint.of_layers([moved]))
    assert len(set(seen)) == len(seen)


def test_rumbo_and_libraries_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed line of code, a template or another version of a library gives another hash."""
    for name in fingerprint.OURS:
        (tmp_path / name).mkdir()
    monkeypatch.setattr(fingerprint, "HOME", tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "packages")])

    def now() -> str:
        fingerprint.of_rumbo.cache_clear()
        return fingerprint.of_rumbo()

    seen = [now()]
    (tmp_path / "build" / "a.py").write_text("a = 1")
    seen.append(now())
    (tmp_path / "templates" / "a.css").write_text("p {}")
    seen.append(now())
    (tmp_path / "packages" / "weasyprint-70.0.dist-info").mkdir(parents=True)
    seen.append(now())
    assert len(set(seen)) == len(seen)
    (tmp_path / "build" / "__pycache__").mkdir()
    assert now() == seen[-1]
    monkeypatch.undo()
    fingerprint.of_rumbo.cache_clear()


def test_folder(tmp_path: Path) -> None:
    """Names and contents of files count; where they lie and what Python compiled do not."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.css").write_text("1")
    first = fingerprint.of_folders([tmp_path / "a"])
    (tmp_path / "a" / "x.pyc").write_text("1")
    (tmp_path / "a" / "__pycache__").mkdir()
    assert fingerprint.of_folders([tmp_path / "a"]) == first
    (tmp_path / "a" / "x.css").rename(tmp_path / "a" / "y.css")
    second = fingerprint.of_folders([tmp_path / "a"])
    (tmp_path / "a" / "y.css").write_text("2")
    assert len({first, second, fingerprint.of_folders([tmp_path / "a"])}) == 3
    (tmp_path / "b").mkdir()
    third = fingerprint.of_folders([(tmp_path / "a").rename(tmp_path / "b" / "a")])
    assert third not in (first, second)
    assert third == fingerprint.of_folders([(tmp_path / "b" / "a").rename(tmp_path / "a")])
