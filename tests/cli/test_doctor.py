"""rumbo doctor"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rumbo.build.render import libraries, scripts
from rumbo.build.render.libraries import APT_LINE, missing
from rumbo.build.render.scripts import SCRIPTS
from rumbo.cli.commands import doctor
from rumbo.cli.main import rumbo

from tests.build.render.printed import rumbo as command

# A system with no font at all, so that the answer is the same on every machine.
NO_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{}</cachedir></fontconfig>'
SHIPPED = ("Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Ethiopic")


def run() -> Result:
    return CliRunner().invoke(rumbo, ["doctor"], catch_exceptions=False)


def test_every_script_is_told_once(tmp_path: Path) -> None:
    """Without any font of the system, the shipped scripts print and each other one has a line with its repair."""
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONTS.format(tmp_path / "cache"), encoding="utf-8")
    done = command("doctor", cwd=tmp_path, environment={"FONTCONFIG_FILE": str(config)})
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    for script in SCRIPTS:
        (place,) = (number for number, line in enumerate(lines) if re.search(rf"\b{script.name}:", line))
        if script.name in SHIPPED:
            assert lines[place].startswith("ok "), script.name
            assert "Noto Sans" in lines[place]
        else:
            assert lines[place].startswith("missing "), script.name
            assert lines[place][-1] in script.line, "a letter that is missing"
            assert lines[place + 1].strip() == f"on Debian or Ubuntu: sudo apt-get install -y {script.package}"


def test_python_and_pango_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first lines say that Python and Pango are there; the exit code is 0."""
    monkeypatch.setattr(doctor, "trials", lambda: iter(()))
    result = run()
    assert result.exit_code == 0
    assert re.match(r"ok +Python 3\.\d+\.\d+\nok +Pango ", result.stdout)


@pytest.mark.parametrize(
    ("names", "line"),
    [(["pydyf", "weasyprint.css"], "Speed: 2 modules of WeasyPrint are compiled"), ([], "./set-up faster")],
)
def test_compiled_modules_are_told(names: list[str], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last line says whether modules are compiled, or how to have it done."""
    monkeypatch.setattr(doctor, "trials", lambda: iter(()))
    monkeypatch.setattr(doctor, "in_use", lambda: names)
    assert line in run().stdout.splitlines()[-1]


def test_missing_pango_gives_the_line_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango it says so with the one line to run, tries no script, and ends with 1."""
    monkeypatch.setattr(doctor, "missing", lambda: "Pango, which lays out the pages, cannot be loaded (gone).")
    result = run()
    assert result.exit_code == 1
    assert APT_LINE in result.stdout
    assert "Latin" not in result.stdout


def test_missing_subsetter_does_not_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without libharfbuzz-subset printing is only slow: it is told with the repair, and the exit code is 0."""
    monkeypatch.setattr(doctor, "missing", lambda: "libharfbuzz-subset0 is not there; printing is slower.")
    monkeypatch.setattr(doctor, "trials", lambda: iter([scripts.Trial(SCRIPTS[0], ("Noto Sans",), ())]))
    result = run()
    assert result.exit_code == 0
    assert re.search(r"^missing +libharfbuzz-subset0", result.stdout, re.MULTILINE)
    assert APT_LINE in result.stdout
    assert "ok       Latin: Noto Sans" in result.stdout


def test_nothing_is_missing_where_the_tests_run() -> None:
    """Here, where pages are printed, no library is missing."""
    assert missing() == ""


def test_libraries_can_be_asked_alone() -> None:
    """The set-up script asks for the exit code of the module alone; the apt line names all three packages."""
    assert Path(str(libraries.__file__)).read_text(encoding="utf-8").count("__main__") == 1
    assert re.findall(r"lib\S+", APT_LINE) == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
