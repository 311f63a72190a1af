"""Several processes print what one prints, and none of them is left over, whatever ends them."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from rumbo.build import pipeline, press
from rumbo.build.curriculum import Curriculum
from rumbo.build.outcome import Document
from rumbo.build.render import pool as pooled
from rumbo.build.render import server
from rumbo.build.render.pool import Pool
from rumbo.build.render.printed import Job, LayoutError, Lost, Means, Printed
from rumbo.build.style import PLAIN, Style

DEADLY = "a page that ends its process"
STOPS = 30.0
"""Seconds after which a process that should have ended counts as left over."""


def page(words: str) -> Job:
    """A small page."""
    return Job(f'<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><p>{words}</p></body></html>')


def each(pool: Pool, jobs: Iterable[Job]) -> Iterator[Printed]:
    """The PDFs of pages in their order, which are all added before one is asked for."""
    yield from map(pool.result, [pool.add(job) for job in jobs])


JOBS = [page("short"), page("longer " * 40), page("<b>third</b>"), page("longest " * 400)]


def deadly(job: Job, style: Style, templates: tuple[Path, ...]) -> object:
    """Prints a page, but for one that does what the system does when there is no memory left."""
    if DEADLY in job.html:
        os.kill(os.getpid(), signal.SIGKILL)
    return pooled._printer(style, templates).print(job.html, job.pictures)


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Two processes."""
    with Pool(2) as made:
        yield made


def test_the_longest_comes_first(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody waits for is begun first, then pages by their length, the longest first."""
    begun: list[Job] = []
    submit = pool._submit
    with monkeypatch.context() as patch:
        patch.setattr(pool, "_hand_out", lambda: None)  # as long as all processes are at work
        places = [pool.add(job) for job in JOBS]
        places.append(pool.add(page("now"), at_once=True))
    monkeypatch.setattr(pool, "_submit", lambda place: begun.append(pool._jobs[place][0]) or submit(place))
    assert [pool.result(place).pages for place in places] == [1, 1, 1, 1, 1]
    assert begun == [page("now"), JOBS[3], JOBS[1], JOBS[2], JOBS[0]]


def test_pages_are_begun_before_anybody_asks(pool: Pool) -> None:
    """A page is laid out while others are still being made, once there are processes."""
    pool._started.result()
    place = pool.add(JOBS[1])
    (future,) = pool._running
    assert future.result().pages == 1
    assert pool.result(place) == future.result()


def test_style_may_be_another_than_was_expected(pool: Pool) -> None:
    """Pages come out in the style that is set when they are added."""
    from rumbo.build.render.pdf import Printer

    pool.set_up(Style("a5"), ())
    try:
        assert pool.result(pool.add(JOBS[3])) == Printer(Style("a5")).print(JOBS[3].html, {})
    finally:
        pool.set_up(PLAIN, ())


def test_fonts_outlive_those_who_use_others(curriculum: Curriculum) -> None:
    """A process that turns to another style takes no fonts from those that are copied later."""
    handouts = pipeline.handouts_of(["editing-basics"], curriculum, "en", exercises=False)
    for style in (PLAIN, Style("a5"), PLAIN):
        with Pool(2) as pool:
            for other in (style, PLAIN):
                pool.set_up(other, ())
                means = Means(2, pool=pool)
                ((_, problems), _) = press.print_all([*handouts, *handouts], other, (), means)
                assert problems == []


def test_processes_that_wait_are_used_for_a_single_page(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes have been started early, even one page is theirs, and they are not ended by it."""
    monkeypatch.setattr("rumbo.build.render.pdf.Printer", None)
    document = Document("a.pdf", "account-request.html.j2", "A", "en", {})
    monkeypatch.setattr("rumbo.build.render.printing.to_html", lambda document, templates: JOBS[0].html)
    for _ in range(2):
        ((artifact, _),) = press.print_all([document], PLAIN, (), Means(8, pool=pool))
        assert artifact.pages == 1


def test_many_processes_print_the_same_bytes(pool: Pool) -> None:
    """Two processes give, in the order of the pages, the bytes that this one gives."""
    from rumbo.build.render.pdf import Printer

    here = Printer()
    assert list(each(pool, JOBS)) == [here.print(job.html, job.pictures) for job in JOBS]


def test_page_that_cannot_be_laid_out_fails_in_its_turn(pool: Pool) -> None:
    """What comes before such a page is given back, then the reason why it has none."""
    pages = each(pool, [JOBS[0], page('<img src="http://a.b/c.png" alt="a">'), JOBS[1]])
    assert next(pages).pages == 1
    with pytest.raises(LayoutError, match=r"http://a\.b/c\.png is not part of this document"):
        next(pages)


def test_documents_are_the_same_with_many_processes(curriculum: Curriculum) -> None:
    """Handouts come in their order, with the bytes they have from one process."""
    names = ["ai-basics", "copyright-basics", "editing-basics"]
    handouts = pipeline.handouts_of(names, curriculum, "en", exercises=False)
    assert list(press.print_all(handouts, PLAIN, (), Means(2))) == list(press.print_all(handouts))


def test_ended_process_is_made_good(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that ends its process, each time, is lost in its turn; all others are printed."""
    monkeypatch.setattr(pooled, "_print", deadly)
    with Pool(2) as pool:
        pages = each(pool, [JOBS[0], page(DEADLY), JOBS[1]])
        assert next(pages).pages == 1
        with pytest.raises(Lost, match="twice"):
            next(pages)
        assert [one.pages for one in each(pool, JOBS[:2])] == [1, 1]


def test_process_that_is_ended_once_costs_nothing() -> None:
    """When the system ends all processes in the midst of printing, every page is there in the end."""
    with Pool(2) as pool:
        pages = each(pool, JOBS)
        first = next(pages)
        for process in pool._processes():
            process.kill()
        assert [first.pages, *(one.pages for one in pages)] == [1, 1, 1, 1]


def test_what_cannot_start_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, the first page tells why, and the end has nothing to end."""

    def fails(*preload: str) -> None:
        raise OSError("no process left")

    monkeypatch.setattr(server, "start", fails)
    pool = Pool(2)
    with pytest.raises(OSError, match="no process left"):
        pool.result(pool.add(JOBS[0]))
    pool.__exit__(None, None, None)
    assert not Path(pool._folder.name).exists()


def test_nothing_is_left_over() -> None:
    """After a pool, and after one that failed, no process and no file of it is there."""
    before = set(multiprocessing.active_children())
    pool = Pool(2, Style("a5"))
    folder = Path(pool._folder.name)
    next(each(pool, JOBS))
    assert any(folder.iterdir())
    error = ZeroDivisionError()
    pool.__exit__(type(error), error, None)
    assert set(multiprocessing.active_children()) <= before
    assert not folder.exists()


def test_nobody_waits_for_what_is_still_loading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pool that is not needed ends at once what its processes are to be copies of; the next one starts another."""
    (tmp_path / "loads_for_long.py").write_text(f"import time\ntime.sleep({10 * STOPS})\n", encoding="utf-8")
    server.kill()
    with monkeypatch.context() as patch:
        start = server.start
        patch.syspath_prepend(tmp_path)
        patch.setattr(server, "start", lambda *_: start("loads_for_long"))
        begun = time.monotonic()
        with Pool(2):
            time.sleep(0.2)
        assert time.monotonic() - begun < STOPS
    with Pool(2) as pool:
        assert pool.result(pool.add(JOBS[0])).pages == 1


def test_single_page_needs_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """One document is printed in this process, whatever there is to use."""
    monkeypatch.setattr(pooled, "Pool", None)
    document = Document("a.pdf", "account-request.html.j2", "A", "en", {})
    monkeypatch.setattr("rumbo.build.render.printing.to_html", lambda document, templates: JOBS[0].html)
    ((artifact, _),) = press.print_all([document], PLAIN, (), Means(8))
    assert artifact.pages == 1


# The command, ended from outside


def started(folder: Path) -> subprocess.Popen[str]:
    """The command as it prints a whole pack, in a group of its own, when its processes are at work."""
    (folder / "temporary").mkdir()
    environment = {**os.environ, "TMPDIR": str(folder / "temporary")}
    process = subprocess.Popen(
        [sys.executable, "-m", "rumbo.cli", "pack", "advocacy-network", "-o", "out"],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    until(lambda: len(list((folder / "temporary").glob("rumbo-*/weasyprint-*/*"))) > 4)
    return process


def until(done: object) -> None:
    """Waits for something."""
    end = time.monotonic() + STOPS
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


def nobody_in(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupt_leaves_nothing(number: signal.Signals, tmp_path: Path) -> None:
    """Ctrl-C, SIGTERM and the end of a terminal, which a whole group gets, end it with one word; no file stays."""
    process = started(tmp_path)
    os.killpg(process.pid, number)
    said = process.communicate(timeout=STOPS)[1]
    assert process.returncode == 128 + number
    until(lambda: nobody_in(process.pid))
    assert "Traceback" not in said
    assert said == "Stopped. Nothing half-made was left.\n"
    assert list((tmp_path / "temporary").iterdir()) == []
    assert not (tmp_path / "out").exists()


def test_processes_follow_the_first(tmp_path: Path) -> None:
    """When the command itself is killed, the processes that print for it end too."""
    process = started(tmp_path)
    process.kill()
    process.communicate(timeout=STOPS)
    until(lambda: nobody_in(process.pid))
