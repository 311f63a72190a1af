"""rumbo patterns: which learning patterns help, and why."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.cli.main import rumbo


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(rumbo, ["patterns", *arguments], catch_exceptions=False)


def test_those_that_fit_a_profile_come_with_reasons() -> None:
    """For a profile there are only patterns that its plan speaks for, the best first, each with why."""
    rows = json.loads(run("--for", "glam-partner-mexico", "--format", "json").stdout)
    assert [row["rank"] for row in rows] == sorted((row["rank"] for row in rows), reverse=True)
    assert all(row["reasons"] for row in rows)
    openrefine = next(row for row in rows if row["id"] == "openrefine-bottleneck")
    assert any("OpenRefine" in reason for reason in openrefine["reasons"])


def test_weak_internet_brings_its_pattern(tmp_path: Path) -> None:
    """A condition decides: the pattern for a weak connection helps where the internet is weak, and only there."""
    profile = (
        "title: T\naudience: [glam]\nlanguage: en\nparticipants: 12\nmodules: [editing-basics]\n"
        'when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]\nconditions: {internet: INTERNET, devices: own}\n'
    )
    found = {}
    for internet in ("good", "weak"):
        (tmp_path / f"{internet}.yaml").write_text(profile.replace("INTERNET", internet), encoding="utf-8")
        rows = json.loads(run("--for", f"{internet}.yaml", "--format", "json").stdout)
        found[internet] = {row["id"] for row in rows}
    assert "weak-connection" in found["weak"]
    assert "weak-connection" not in found["good"]


def test_words_and_proof() -> None:
    """Words choose, what was used with a good outcome comes first, and the table says what speaks for it."""
    rows = json.loads(run("evaluation", "--format", "json").stdout)
    assert rows[0]["used"]["yes"]
    assert "1x worked" in run("evaluation").stdout
    assert run("zebra").stdout == "No learning pattern fits. Try fewer words, or `rumbo list patterns`.\n"


def test_words_within_a_profile() -> None:
    """Words and a profile together leave what both speak for."""
    rows = json.loads(run("openrefine", "--for", "glam-partner-mexico", "--format", "json").stdout)
    every = json.loads(run("--for", "glam-partner-mexico", "--format", "json").stdout)
    assert {row["id"] for row in rows} < {row["id"] for row in every}
    assert "openrefine-bottleneck" in {row["id"] for row in rows}
