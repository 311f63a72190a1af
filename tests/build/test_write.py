"""Writing: files appear whole or not at all, and nothing that somebody else made is lost."""

import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from rumbo.build import staging
from rumbo.build.exchange.manifest import manifest
from rumbo.build.outcome import Artifact
from rumbo.build.problem import Problem
from rumbo.build.write import MANIFEST, problem_of, turn, turn_at_many, write_files, write_new, write_pack

MADE_UP = ("agenda.pdf", "handouts/01-first.pdf", "handouts/02-second.pdf")


def pack(*names: str, text: str = "new") -> list[Artifact]:
    """The files of a pack, with the manifest that names them."""
    artifacts = [Artifact(name, f"{text} {name}".encode()) for name in names or MADE_UP]
    files = {artifact.name: {} for artifact in artifacts}
    return [*artifacts, Artifact(MANIFEST, json.dumps({"files": files}).encode())]


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder, hidden things too: files with their content, folders with None."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def code(problem: Problem | None) -> str:
    return problem.code if problem else ""


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The disk is full from the nth file on; the number is put into the list."""
    left = [0]
    really = os.fsync

    def fsync(descriptor: int) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        really(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return left


def test_a_pack_is_written_with_all_its_files(tmp_path: Path) -> None:
    """All files are there with their content, folders between included, and nothing else."""
    folder = tmp_path / "packs" / "museum"
    assert write_pack(pack(), folder) is None
    assert {name for name, content in tree(folder).items() if content is not None} == {*MADE_UP, MANIFEST}
    assert (folder / "agenda.pdf").read_bytes() == b"new agenda.pdf"
    assert [path.name for path in folder.parent.iterdir()] == ["museum"]


def test_a_pack_can_be_read_by_others(tmp_path: Path) -> None:
    """The folder of a pack and its files open for the colleague who shares the computer."""
    write_pack(pack(), tmp_path / "museum")
    assert (tmp_path / "museum").stat().st_mode & 0o555 == 0o555
    write_files(pack(), tmp_path / "plain")
    assert (tmp_path / "plain" / "agenda.pdf").stat().st_mode & 0o444 == 0o444


@pytest.mark.parametrize("writer", [write_pack, write_files, write_new])
def test_private_files_are_for_their_owner_alone(tmp_path: Path, writer) -> None:  # type: ignore[no-untyped-def]
    """A file with personal data has the mode 0600 however it is written, also in place of an open one."""
    badges, agenda = Artifact("people/badges.pdf", b"Ana", private=True), Artifact("agenda.pdf", b"09:00")
    if writer is not write_new:
        assert writer([replace(badges, private=False), agenda, manifest([badges, agenda])], tmp_path / "out") is None
    assert writer([badges, agenda, manifest([badges, agenda])], tmp_path / "out") is None
    assert (tmp_path / "out" / "people" / "badges.pdf").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "out" / "agenda.pdf").stat().st_mode & 0o444 == 0o444


def test_a_private_file_is_never_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A private file is closed to others before anything is written into it."""
    seen = []
    really = os.fsync

    def fsync(descriptor: int) -> None:
        seen.append(os.fstat(descriptor).st_mode & 0o777)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    write_pack([Artifact("badges.pdf", b"Ana", private=True)], tmp_path / "pack")
    write_files([Artifact("badges.pdf", b"Ana", private=True)], tmp_path / "plain")
    assert seen == [0o600, 0o600]


def test_an_empty_folder_becomes_the_pack(tmp_path: Path) -> None:
    """A folder that somebody has made for the pack is used."""
    folder = tmp_path / "museum"
    folder.mkdir()
    assert write_pack(pack(), folder) is None
    assert (folder / "agenda.pdf").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["museum"]


def test_files_of_the_old_pack_that_are_no_longer_made_vanish(tmp_path: Path) -> None:
    """A handout of a module that left the plan does not stay in the pack."""
    folder = tmp_path / "museum"
    write_pack(pack(text="old"), folder)
    assert write_pack(pack("agenda.pdf", "handouts/01-second.pdf"), folder) is None
    assert set(tree(folder)) == {"agenda.pdf", "handouts", "handouts/01-second.pdf", MANIFEST}
    assert [path.name for path in tmp_path.iterdir()] == ["museum"]


def test_files_of_the_trainer_are_carried_over(tmp_path: Path) -> None:
    """What somebody else put into a pack is still there after it is made anew, links as links."""
    folder = tmp_path / "museum"
    write_pack(pack(text="old"), folder)
    (folder / "notes.txt").write_text("bring cake")
    (folder / "handouts" / "own.pdf").write_bytes(b"own")
    (folder / "photos" / "day one").mkdir(parents=True)
    (folder / "photos" / "day one" / "a.jpg").write_bytes(b"photo")
    (folder / "agenda-link").symlink_to("agenda.pdf")
    assert write_pack(pack(), folder) is None
    assert (folder / "notes.txt").read_text() == "bring cake"
    assert (folder / "handouts" / "own.pdf").read_bytes() == b"own"
    assert (folder / "photos" / "day one" / "a.jpg").read_bytes() == b"photo"
    assert (folder / "agenda-link").readlink() == Path("agenda.pdf")
    assert (folder / "agenda.pdf").read_bytes() == b"new agenda.pdf"


def test_a_file_of_the_trainer_is_never_replaced(tmp_path: Path) -> None:
    """Where a new file would take the name of somebody's own, nothing is written and the file is named."""
    folder = tmp_path / "museum"
    write_pack(pack("agenda.pdf"), folder)
    (folder / "guide.pdf").write_bytes(b"my own guide")
    before = tree(tmp_path)
    problem = write_pack(pack("agenda.pdf", "guide.pdf"), folder)
    assert code(problem) == "W103"
    assert problem is not None
    assert "guide.pdf" in problem.message
    assert tree(tmp_path) == before


@pytest.mark.parametrize("files_until_full", [1, 2, 3, 4])
def test_a_full_disk_leaves_the_old_pack_as_it_was(
    tmp_path: Path, full_disk: list[int], files_until_full: int
) -> None:
    """Whichever file is the first without space: the old pack stays byte for byte, with nothing beside it."""
    folder = tmp_path / "museum"
    full_disk[0] = 100
    assert write_pack(pack(text="old"), folder) is None
    (folder / "notes.txt").write_text("bring cake")
    before = tree(tmp_path)
    full_disk[0] = files_until_full
    problem = write_pack(pack(), folder)
    assert code(problem) == "W102"
    assert tree(tmp_path) == before


def test_a_full_disk_leaves_nothing_of_a_new_pack(tmp_path: Path, full_disk: list[int]) -> None:
    """Where there was no pack there is none afterwards, and no leftovers."""
    full_disk[0] = 3
    assert code(write_pack(pack(), tmp_path / "museum")) == "W102"
    assert tree(tmp_path) == {}


def test_an_error_while_the_files_are_made_leaves_the_old_pack(tmp_path: Path) -> None:
    """Pages that cannot be laid out, or Ctrl-C while they are, leave no half pack either."""
    folder = tmp_path / "museum"
    write_pack(pack(text="old"), folder)
    before = tree(tmp_path)

    def interrupted():  # type: ignore[no-untyped-def]
        yield pack()[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pack(interrupted(), folder)
    assert tree(tmp_path) == before


def test_a_failing_last_step_puts_the_old_pack_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the new pack cannot take its name, the old one gets it back."""
    folder = tmp_path / "museum"
    write_pack(pack(text="old"), folder)
    before = tree(tmp_path)
    really = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.suffix == ".part":
            raise OSError(errno.EIO, "Input/output error")
        return really(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(staging, "_exchanged", lambda *names: False)
    problem = write_pack(pack(), folder)
    assert code(problem) == "W101"
    assert problem is not None
    assert "Input/output error" in problem.message
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("thesis.docx", b"three years of work"),
        (MANIFEST, b'{"name": "a web page", "icons": []}'),
        (MANIFEST, b"not json"),
        (MANIFEST, b"[]"),
        (MANIFEST, b'{"files": "all of them"}'),
        (MANIFEST, b"\xff\xfe"),
    ],
)
def test_a_folder_that_is_no_pack_is_left_alone(tmp_path: Path, name: str, content: bytes) -> None:
    """A folder with other things in it, such as another program's manifest, is refused and not touched."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / name).write_bytes(content)
    assert code(write_pack(pack(), folder)) == "W103"
    assert tree(tmp_path) == {"documents": None, f"documents/{name}": content}


def test_a_file_in_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    """A file with the name of the folder is refused and not touched."""
    (tmp_path / "museum").write_text("a file")
    problem = write_pack(pack(), tmp_path / "museum")
    assert code(problem) == "W103"
    assert problem is not None
    assert "-o" in problem.hint
    assert tree(tmp_path) == {"museum": b"a file"}


@pytest.mark.parametrize("writer", [write_pack, write_files, write_new])
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, writer) -> None:  # type: ignore[no-untyped-def]
    """Below a file, where nobody can write, each way of writing says so in a sentence."""
    (tmp_path / "file").write_text("a file")
    problem = writer(pack(), tmp_path / "file" / "below" / "museum")
    assert code(problem) == "W101"
    assert problem.hint
    assert tree(tmp_path) == {"file": b"a file"}


def test_a_pack_behind_a_link_is_made_anew_where_it_is(tmp_path: Path) -> None:
    """A link to a folder on another disk stays a link."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "museum").symlink_to(tmp_path / "disk" / "museum")
    for text in ("old", "new"):
        assert write_pack(pack(text=text), tmp_path / "museum") is None
    assert (tmp_path / "museum").is_symlink()
    assert (tmp_path / "disk" / "museum" / "agenda.pdf").read_bytes() == b"new agenda.pdf"
    assert [path.name for path in (tmp_path / "disk").iterdir()] == ["museum"]


def test_the_working_folder_can_be_the_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-o .` in an empty folder works."""
    (tmp_path / "museum").mkdir()
    monkeypatch.chdir(tmp_path / "museum")
    assert write_pack(pack(), Path()) is None
    assert (tmp_path / "museum" / "agenda.pdf").is_file()


def test_single_files_are_written_beside_others(tmp_path: Path) -> None:
    """Files go into a folder that is made if need be; what is there under other names stays."""
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    (folder / "agenda.pdf").write_text("old")
    assert write_files(pack(), folder) is None
    assert (folder / "mine.txt").read_text() == "mine"
    assert (folder / "agenda.pdf").read_bytes() == b"new agenda.pdf"
    assert {name for name, content in tree(folder).items() if content is not None} == {
        *MADE_UP,
        MANIFEST,
        "mine.txt",
    }


@pytest.mark.parametrize("files_until_full", [1, 3, 4])
def test_single_files_are_written_all_or_none(tmp_path: Path, full_disk: list[int], files_until_full: int) -> None:
    """If one of several files does not fit on the disk, the others are not written either."""
    (tmp_path / "agenda.pdf").write_text("old")
    (tmp_path / "handouts").mkdir()
    before = tree(tmp_path)
    full_disk[0] = files_until_full
    assert code(write_files(pack(), tmp_path)) == "W102"
    assert tree(tmp_path) == before


def test_new_files_never_replace_old_ones(tmp_path: Path) -> None:
    """If one of the files is there already, none is written."""
    (tmp_path / "handouts").mkdir()
    (tmp_path / "handouts" / "02-second.pdf").write_text("mine")
    before = tree(tmp_path)
    problem = write_new(iter(pack()), tmp_path)
    assert code(problem) == "W104"
    assert problem is not None
    assert problem.file.endswith("02-second.pdf")
    assert tree(tmp_path) == before
    assert write_new(iter(pack()), tmp_path / "elsewhere") is None
    assert (tmp_path / "elsewhere" / "agenda.pdf").is_file()


LIMITED = """
import resource, signal, sys
from pathlib import Path
from rumbo.build import staging
from rumbo.build.exchange.manifest import manifest
from rumbo.build.outcome import Artifact
from rumbo.build.write import write_pack
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
files = [Artifact("small.pdf", b"x"), Artifact("large.pdf", b"x" * 100_000)]
print(write_pack(files, Path(sys.argv[1])).code)
"""


def test_a_real_limit_of_the_system_is_told(tmp_path: Path) -> None:
    """A file that the system refuses to let grow is a problem with a code, and leaves nothing behind."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path / "museum")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "W102"
    assert tree(tmp_path) == {}


def test_a_file_of_the_pack_that_was_edited_by_hand_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    """Making a pack anew keeps a plan that a trainer edited in it, under another name; untouched files leave none."""
    folder = tmp_path / "pack"

    def make(text: bytes) -> None:
        plan, agenda = Artifact("plan.yaml", text), Artifact("agenda.pdf", b"same")
        assert write_pack([plan, agenda, manifest([plan, agenda])], folder) is None

    make(b"first")
    (folder / "plan.yaml").write_bytes(b"first, with my edits")
    make(b"second")
    assert (folder / "plan.yaml").read_bytes() == b"second"
    assert (folder / "plan.edited.yaml").read_bytes() == b"first, with my edits"
    assert not (folder / "agenda.edited.pdf").exists()
    make(b"third")
    assert (folder / "plan.edited.yaml").read_bytes() == b"first, with my edits"


# Two runs on one folder, folders that vanish, disks that are full or not to be written to


def test_turns_at_one_folder_follow_each_other(tmp_path: Path) -> None:
    """Whoever comes second is told and waits; when it is over nothing is left of the lock."""
    steps = []

    def second() -> None:
        with turn(tmp_path / "packs" / "museum", lambda: steps.append("second waits")):
            steps.append("second")

    with turn(tmp_path / "packs" / "museum", pytest.fail):
        other = threading.Thread(target=second)
        other.start()
        while not steps:
            other.join(0.01)
        steps.append("first")
    other.join()
    assert steps == ["second waits", "first", "second"]
    assert tree(tmp_path) == {}


def test_turn_in_a_folder_that_the_first_takes_away(tmp_path: Path) -> None:
    """Whoever waits has its turn even if the run before made nothing and took the empty folder away again."""
    steps = []

    def second() -> None:
        with turn_at_many(tmp_path / "packs", lambda: steps.append("second waits")) as problem:
            steps.append(code(problem))

    with turn_at_many(tmp_path / "packs", pytest.fail):
        other = threading.Thread(target=second)
        other.start()
        while not steps:
            other.join(0.01)
    other.join()
    assert steps == ["second waits", ""]


def test_turns_at_two_folders_do_not_meet(tmp_path: Path) -> None:
    """Packs of one folder are written at the same time."""
    with turn(tmp_path / "one", pytest.fail), turn(tmp_path / "two", pytest.fail):
        pass


def test_lock_of_a_killed_run_is_free(tmp_path: Path) -> None:
    """A lock file that a killed run has left holds nobody up, and goes."""
    (tmp_path / ".museum.lock").touch()
    with turn(tmp_path / "museum", pytest.fail) as problem:
        assert problem is None
    assert tree(tmp_path) == {}


def test_what_looks_like_a_leftover_but_is_none_stays(tmp_path: Path) -> None:
    """Only what bears the whole name of a leftover is swept, and only beside its own pack."""
    names = (".museum-abcdefgh.part", ".museum-copy.rumbo.part", "museum-abcdefgh.rumbo.old")
    names = (*names, ".castle-abcdefgh.rumbo.part", ".museum-abcdefgh.rumbo.part.txt")
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / ".museum-abcdefgh.rumbo.part").mkdir()
    assert write_pack(pack(), tmp_path / "museum") is None
    assert {path.name for path in tmp_path.iterdir()} == {*names, "museum"}


def test_staging_folder_of_a_run_in_progress_stays(tmp_path: Path) -> None:
    """A second run does not sweep what the first one works in; both end well."""

    def files() -> Iterator[Artifact]:
        yield from pack(text="slow")
        assert write_pack(pack(text="quick"), tmp_path / "museum") is None
        assert (tmp_path / "museum" / "agenda.pdf").read_bytes() == b"quick agenda.pdf"

    assert write_pack(files(), tmp_path / "museum") is None
    assert (tmp_path / "museum" / "agenda.pdf").read_bytes() == b"slow agenda.pdf"
    assert [path.name for path in tmp_path.iterdir()] == ["museum"]


@pytest.mark.parametrize("number", staging._NO_LOCKS)
def test_folders_that_cannot_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """On a folder of the network that knows no locks, packs are written all the same."""

    def flock(descriptor: int, how: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("fcntl.flock", flock)
    with turn(tmp_path / "museum", pytest.fail) as problem:
        assert problem is None
        assert write_pack(pack(), tmp_path / "museum") is None
    assert [path.name for path in tmp_path.iterdir()] == ["museum"]


@pytest.mark.parametrize("writer", [write_pack, write_files])
@pytest.mark.parametrize("gone", ["usb", "usb/museum", "one file"])
def test_folder_that_is_deleted_under_it(tmp_path: Path, writer, gone: str) -> None:  # type: ignore[no-untyped-def]
    """When somebody deletes the folder while files are written into it, a sentence says so and nothing is half."""

    def files() -> Iterator[Artifact]:
        yield from pack()
        if gone == "one file":
            next(tmp_path.rglob(".museum-*/agenda.pdf" if writer is write_pack else ".files-*/agenda.pdf")).unlink()
        else:
            shutil.rmtree(tmp_path / gone, ignore_errors=True)
        yield Artifact("handouts/last.pdf", b"x")

    problem = writer(files(), tmp_path / "usb" / "museum")
    if (writer, gone) == (write_pack, "usb/museum"):  # it was not there yet
        assert problem is None
        assert set(MADE_UP) <= set(tree(tmp_path / "usb" / "museum"))
    else:
        assert code(problem) == "W101"
        assert problem.message.endswith("nothing was written")
        assert tree(tmp_path) == {}


def test_working_folder_that_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that is no more, a sentence says so."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with turn(Path("museum"), pytest.fail) as problem:
        assert code(problem) == "W101"
    assert code(write_pack(pack(), Path("museum"))) == "W101"


READ_ONLY = """
import os, sys
from pathlib import Path
from rumbo.build.outcome import Artifact
from rumbo.build.write import turn, write_files, write_new, write_pack
folder = Path(sys.argv[1]) / "museum"
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
codes = [writer([Artifact("agenda.pdf", b"x")], folder).code for writer in (write_pack, write_files, write_new)]
with turn(folder, lambda: None) as problem:
    print(*codes, problem.code)
"""


def test_folder_that_may_only_be_read(tmp_path: Path) -> None:
    """Where one may only read, a sentence says so, in `turn` before anything is printed."""
    place = Path(tempfile.mkdtemp())  # the folders of pytest are closed to others
    place.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(place)], capture_output=True, text=True, check=False
        )
        assert done.stdout.split() == ["W101"] * 4, done.stderr
        assert tree(place) == {}
    finally:
        place.rmdir()


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path]:
    """A disk of its own, made of memory; who is not root goes without this test."""
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "rumbo", folder], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no disk of its own can be made: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a disk")
@pytest.mark.parametrize("options", ["size=64k", "nr_inodes=7"])
def test_disk_that_is_really_full(tmp_path: Path, options: str) -> None:
    """On a real disk without room for the files or for their names, the old pack stays and nothing lies beside it."""
    with small_disk(tmp_path / "disk", options) as disk:
        assert write_pack(pack("agenda.pdf"), disk / "museum") is None
        before = tree(disk)
        large = [Artifact(f"{number}.pdf", b"x" * 20_000) for number in range(9)]
        assert code(write_pack(large, disk / "museum")) == "W102"
        assert code(write_files(large, disk)) == "W102"
        assert tree(disk) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a disk")
def test_disk_that_may_only_be_read(tmp_path: Path) -> None:
    """On a disk that is mounted for reading alone, a sentence says so."""
    with small_disk(tmp_path / "disk", "ro") as disk:
        problem = write_pack(pack(), disk / "museum")
        assert code(problem) == "W101"
        assert problem is not None
        assert "Read-only file system" in problem.message
        with turn(disk / "museum", pytest.fail) as told:
            assert code(told) == "W101"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_every_way_of_being_full_is_told_alike(number: int) -> None:
    """No space, a quota that is used up and a file that may not grow are W102."""
    assert problem_of(OSError(number, os.strerror(number)), Path("museum")).code == "W102"
