"""The real command against broken files, hostile content and bad surroundings: plain sentences, nothing half done."""

import os
import re
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Draft
from rumbo.build.render.libraries import APT_LINE
from rumbo.cli.main import rumbo as cli

from tests.build.render.printed import rumbo

PROFILE = """\
title: Our group
audience: [everyone]
language: en
participants: 12
modules: [first]
when: [{day: 2027-03-12, from: "09:00", to: "13:00"}]
"""


@pytest.fixture
def here(draft: Draft) -> Draft:
    """The tiny curriculum with a profile, as the layer that the commands below are given."""
    draft.write("profiles/group.yaml", PROFILE)
    return draft


def run(here: Draft, *arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    """The command on top of the draft, in the folder that holds it."""
    layer = ("--curriculum", str(here.folder))
    return rumbo(*arguments, *layer, cwd=here.folder.parent, **more)  # type: ignore[arg-type]


def refused(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """What was said on standard error by a command that refused in good order."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "error of its own" not in done.stderr
    assert done.stderr.strip() or done.stdout.strip()
    return done.stderr


def left(here: Draft) -> list[str]:
    """What lies beside the draft afterwards."""
    return sorted(path.name for path in here.folder.parent.iterdir() if path != here.folder)


# Files that cannot be read

BROKEN = {
    "no end": b"title: [",
    "no YAML": b"{]: - &x *y\n\t:",
    "another encoding": "title: Fotografía\n".encode("latin-1"),
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\xff",
    "empty": b"",
    "a list": b"- 1\n- 2\n",
    "many brackets": b"[" * 200_000,
    "bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b]\n",
    "a tag": b"title: !!python/object/apply:os.system ['touch owned']\n",
}


def test_profile_that_cannot_be_read(here: Draft) -> None:
    """A profile that is no profile is told with its place; no pack is written and nothing in it is run."""
    path = here.write("profiles/group.yaml", BROKEN["a tag"])
    said = refused(run(here, "pack", str(path), "-o", "out"))
    assert said.startswith(f"{path}:")
    assert left(here) == []


def test_broken_files_are_all_told_by_check(here: Draft) -> None:
    """`check` tells every broken file in one run, inside of the curriculum and outside of it."""
    outside = []
    for number, content in enumerate(BROKEN.values()):
        here.write(f"profiles/broken{number}.yaml", content)
        here.write(f"modules/broken{number}/module.yaml", content)
        here.write(f"modules/broken{number}/handout.md", content)
        here.write(f"methods/broken{number}.md", content)
        outside.append(str(here.write(f"elsewhere/broken{number}.yaml", content)))
    done = run(here, "check", *outside)
    refused(done)
    for number, name in enumerate(BROKEN):
        assert f"profiles/broken{number}.yaml" in done.stdout, name
        assert f"modules/broken{number}/module.yaml" in done.stdout, name
        assert f"methods/broken{number}.md" in done.stdout, name
        assert f"elsewhere/broken{number}.yaml" in done.stdout, name
    assert left(here) == []


def test_folders_that_are_not_there(here: Draft) -> None:
    """A curriculum folder that is not there is wrong usage; a profile that is not there is told with its name."""
    done = rumbo("check", "--curriculum", "nowhere", cwd=here.folder)
    assert "'nowhere' does not exist" in refused(done, 2)
    assert "nowhere/other.yaml: F102 " in refused(run(here, "pack", "nowhere/other.yaml"))


WRONG = """\
title: ""
audience: [martians]
language: zz-nothing
participants: many
wants: {flying: 2, editing: 9}
has: {swimming: -1}
modules: ["../../etc/passwd", first]
known: [nobody]
without: [first]
when:
  - {day: 2027-02-30, from: "9 o'clock", to: "13:00"}
  - {day: 2027-03-12, from: "14:00", to: "13:00"}
trainers:
  - {name: 5, competencies: [flying], languages: [klingon]}
conditions: {internet: fast, devices: typewriters}
venue: {planet: Mars}
contact: nobody
colour: red
"""


def test_profile_with_every_field_wrong(here: Draft) -> None:
    """All mistakes of a profile are told at once, each at its line, and the exit code is 1."""
    here.write("wrong.yaml", WRONG)
    said = refused(run(here, "plan", str(here.folder / "wrong.yaml")))
    problems = [line for line in said.splitlines() if line.startswith(str(here.folder))]
    lines = {int(line.removeprefix(f"{here.folder}/wrong.yaml:").split(":")[0]) for line in problems}
    fields = {number for number, line in enumerate(WRONG.splitlines(), start=1) if not line.endswith(":")}
    shape = fields - {2, 3, 8, 9, 12}  # what only a second look at a whole profile can find
    assert shape <= lines


MEANING = """\
title: T
audience: [martians]
language: qqq
participants: 12
wants: {flying: 2}
has: {swimming: 1}
modules: [nowhere, first]
known: [nobody]
without: [first]
when:
  - {day: 2027-03-12, from: "14:00", to: "13:00"}
trainers:
  - {name: A, competencies: [juggling], languages: [en]}
"""


def test_profile_with_every_meaning_wrong(here: Draft) -> None:
    """Names that nobody knows and days that end before they start are told all at once too."""
    here.write("wrong.yaml", MEANING)
    said = refused(run(here, "pack", str(here.folder / "wrong.yaml"), "-o", "out"))
    for word in ("martians", "qqq", "flying", "swimming", "nowhere", "nobody", "first", "juggling"):
        assert f"{word}" in said, word
    assert said.count(f"{here.folder}/wrong.yaml:") >= 9
    assert left(here) == []


# Names and pictures that lead elsewhere


def test_module_named_with_a_path(here: Draft) -> None:
    """A module id with a path in it is wrong usage, never a way out of the folder."""
    name = "\x1b[31m$(touch owned)/../../etc/passwd"
    assert "There is no module" in refused(run(here, "handout", name, "-o", "out"), 2)
    assert left(here) == []


def test_ids_with_paths_inside_of_files(here: Draft) -> None:
    """Ids with paths in prerequisites, profiles and folder names are mistakes with a place."""
    here.edit("modules/first/module.yaml", "\nobjectives:", PREREQUISITE)
    here.write("profiles/group.yaml", PROFILE.replace("[first]", '["../first"]'))
    here.write("modules/Up .. there/module.yaml", "title: x\n")
    done = run(here, "check")
    refused(done)
    assert "modules/first/module.yaml:8:" in done.stdout
    assert "profiles/group.yaml:5:" in done.stdout
    assert "F103" in done.stdout


PREREQUISITE = '\nprerequisites: [{module: "../../x", strength: required, because: b}]\nobjectives:'


OUTSIDE = ("../x.svg", "/etc/x.svg", "..", "a/../x.svg", "http://127.0.0.1:9/x.svg")


def test_pictures_outside_of_their_folder(here: Draft) -> None:
    """A picture that is listed or shown from outside of the module's folder is refused, and nothing is printed."""
    here.write("modules/x.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for number, name in enumerate(OUTSIDE):
        for what in ("shown", "listed"):
            here.copy("modules/first", f"modules/{what}{number}")
        here.write(f"modules/shown{number}/handout.md", f"![A sign]({name})\n")
        credit = f'pictures: [{{file: "{name}", author: A, source: own work, licence: CC0}}]\nlicence: CC-BY-SA-4.0'
        here.edit(f"modules/listed{number}/module.yaml", "licence: CC-BY-SA-4.0", credit)
    done = run(here, "check")
    refused(done)
    for number in range(len(OUTSIDE)):
        assert f"modules/shown{number}/handout.md:1:1: H103" in done.stdout
        assert re.search(rf"modules/listed{number}/module.yaml:\d+:\d+: S", done.stdout)
    assert "modules/listed0/module.yaml:" in refused(run(here, "handout", "listed0", "-o", "out"))
    assert left(here) == []


def test_picture_through_a_link(here: Draft) -> None:
    """A picture that is a link to a file elsewhere is refused with F106."""
    (here.folder / "modules/first/x.svg").symlink_to("/etc/hostname")
    here.write("modules/first/handout.md", "![A sign](x.svg)\n")
    credit = "pictures: [{file: x.svg, author: A, source: own work, licence: CC0}]\nlicence: CC-BY-SA-4.0"
    here.edit("modules/first/module.yaml", "licence: CC-BY-SA-4.0", credit)
    assert "F106" in refused(run(here, "handout", "first", "-o", "out"))
    assert left(here) == []


def test_script_in_a_handout(here: Draft) -> None:
    """A script in a handout is refused at its line; nothing is written."""
    here.write("modules/first/handout.md", "Text\n\n<script>alert(1)</script>\n")
    assert "modules/first/handout.md:3:1: H101" in refused(run(here, "pack", "group", "-o", "out"))
    assert left(here) == []


# Folders that cannot take it


def test_output_below_a_file(here: Draft) -> None:
    """Where a folder cannot be made, W101 says so."""
    blocker = here.folder.parent / "blocker"
    blocker.write_text("a file", encoding="utf-8")
    said = refused(run(here, "handout", "first", "-o", "blocker/out"))
    assert "blocker/out: W101 " in said
    assert "nothing was written" in said
    assert left(here) == ["blocker"]
    assert blocker.read_text(encoding="utf-8") == "a file"


def test_output_folder_of_somebody_else(here: Draft) -> None:
    """A folder that Rumbo did not make is left as it is, to the byte and to the minute."""
    mine = here.folder.parent / "mine"
    (mine / "deep").mkdir(parents=True)
    (mine / "deep" / "letter.txt").write_text("Dear", encoding="utf-8")
    before = os.stat(mine).st_mtime_ns  # noqa: PTH116 - as it is
    said = refused(run(here, "pack", "group", "-o", "mine"))
    assert "mine: W103 " in said
    assert "choose another folder with -o" in said
    assert [path.name for path in mine.rglob("*")] == ["deep", "letter.txt"]
    assert os.stat(mine).st_mtime_ns == before  # noqa: PTH116
    assert left(here) == ["mine"]


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_no_room_while_pages_are_laid_out(here: Draft) -> None:
    """Where no file may grow, W102 says so, nothing is written, and no temporary file stays."""
    scratch = here.folder.parent / "scratch"
    scratch.mkdir()
    done = run(here, "pack", "group", "-o", "out", environment={"TMPDIR": str(scratch)}, preexec_fn=_small_files)
    assert f"{scratch}: W102 " in refused(done)
    assert left(here) == ["scratch"]
    assert list(scratch.iterdir()) == []


def with_hook(here: Draft, code: str) -> dict[str, str]:
    """An environment in which Python runs some lines before the command."""
    folder = here.folder.parent / "hook"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(textwrap.dedent(code), encoding="utf-8")
    return {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}


FULL = """\
    import errno, os
    calls = []
    def fsync(descriptor):
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.fsync = fsync
    """


def test_disk_full_in_the_middle_of_a_pack(here: Draft) -> None:
    """When the disk is full at the third file, W102 says so, and the old pack is there, whole and alone."""
    out = here.folder.parent / "out"
    first = ["pack", "group", "--curriculum", str(here.folder), "-o", str(out)]
    assert CliRunner().invoke(cli, first).exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    said = refused(run(here, "pack", "group", "-o", "out", environment=with_hook(here, FULL)))
    assert said.startswith("out: W102 there is no space left; nothing was written")
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert left(here) == ["hook", "out"]


# Letters that nobody can print

NO_FONTS = '<?xml version="1.0"?><fontconfig><cachedir>{}</cachedir></fontconfig>'


def test_letters_without_a_font(here: Draft) -> None:
    """Emoji and signs that no font has give a warning R101 that names them; the files are written all the same."""
    config = here.folder.parent / "fonts.conf"
    config.write_text(NO_FONTS.format(here.folder.parent / "cache"), encoding="utf-8")
    here.write("modules/first/handout.md", "A \U0001fae0, a \U0010fffd, a 知 and ñ, ع, ☐.\n")
    done = run(here, "pack", "group", "-o", "out", environment={"FONTCONFIG_FILE": str(config)})
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if ": R101 warning: " in line]
    named = [line.partition(": R101 warning: ")[0] for line in told]
    assert {"participant-handbook.pdf", "handouts/01-first.pdf"} <= set(named)
    assert done.stderr.count("hint: ") >= len(told)
    for name in ("participant-handbook.pdf", "handouts/01-first.pdf"):
        said = " ".join(line for line in told if line.startswith(name))
        assert all(code in said for code in ("U+1FAE0", "U+10FFFD", "U+77E5"))
    assert not any(code in line for line in told for code in ("U+00F1", "U+0639", "U+2610"))
    for name in ("participant-handbook.pdf", "handouts/01-first.pdf"):
        assert (here.folder.parent / "out" / name).read_bytes().startswith(b"%PDF")


def test_control_letters(here: Draft) -> None:
    """Control letters in a text cannot reach the terminal as they are, nor stop the command with our bug."""
    here.write("modules/first/handout.md", "Bell \x07, escape \x1b[31m and zero \x00.\n")
    done = run(here, "handout", "first", "-o", "out")
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


# Somebody presses Ctrl-C

INTERRUPT = """\
    import os, pathlib, signal
    calls = []
    def interrupted(*arguments, original={what}):
        calls.append(arguments)
        if len(calls) == {number}:
            os.kill(os.getpid(), signal.SIGINT)
        return original(*arguments)
    {what} = interrupted
    """


@pytest.mark.parametrize(
    ("what", "number"),
    [("os.mkdir", 1), ("os.fsync", 4)],
    ids=["while processes are started", "at the fourth file"],
)
def test_ctrl_c(what: str, number: int, here: Draft) -> None:
    """Ctrl-C ends a pack with one plain line, exit code 130, no half folder and no traceback."""
    environment = with_hook(here, INTERRUPT.format(what=what, number=number))
    scratch = here.folder.parent / "scratch"
    scratch.mkdir()
    done = run(here, "pack", "group", "-o", "out", environment={**environment, "TMPDIR": str(scratch)})
    assert done.returncode == 130, done.stderr
    assert done.stderr.strip() == "Stopped. Nothing half-made was left."
    assert done.stdout == ""
    assert left(here) == ["hook", "scratch"]
    assert list(scratch.iterdir()) == []


# Pango is not there


WITHOUT = """\
import ctypes
class Library(ctypes.CDLL):
    def __init__(self, name, *arguments, **more):
        if "pango" in str(name):
            raise OSError(f"{name}: cannot open shared object file")
        super().__init__(name, *arguments, **more)
ctypes.CDLL = Library
"""


def test_without_pango(here: Draft) -> None:
    """Without Pango, printing says R102 with the one line to run; everything else works as ever."""
    fake = here.folder.parent / "fake"
    fake.mkdir()
    error = "cannot load library 'libgobject-2.0-0': no such file.\\nAdditionally, ctypes.util.find_library failed"
    (fake / "sitecustomize.py").write_text(WITHOUT, encoding="utf-8")
    (fake / "weasyprint.py").write_text(f'raise OSError("{error}")\n', encoding="utf-8")
    environment = {"PYTHONPATH": str(fake), "PYTHONDONTWRITEBYTECODE": "1"}
    said = refused(run(here, "pack", "group", "-o", "out", environment=environment))
    assert "R102" in said
    assert APT_LINE in said
    assert "ctypes" not in said
    done = rumbo("doctor", cwd=here.folder, environment=environment)
    refused(done)
    assert APT_LINE in done.stdout
    for works in (("plan", "group"), ("check",)):
        assert run(here, *works, environment=environment).returncode == 0
    assert left(here) == ["fake"]


# The other end of a pipe


def test_reader_that_goes_away(tmp_path: Path) -> None:
    """If nobody reads any more, as with `| head`, the command ends without a traceback."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "rumbo.cli", "show", "ai-basics"],
            cwd=tmp_path,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(writing)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_terminal_without_utf8(tmp_path: Path) -> None:
    """On a terminal that knows only ASCII, letters that cannot be shown become question marks."""
    done = rumbo(
        "plan", "glam-partner-mexico", cwd=tmp_path, environment={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "?" in done.stdout
