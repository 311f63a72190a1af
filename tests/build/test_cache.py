"""What is kept comes back unharmed or not at all, and never grows without bound."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rumbo.build.cache import Cache, digest, key_of

KEY = key_of("a question")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    """An empty cache of ten thousand bytes."""
    return Cache(tmp_path / "kept", 10_000)


def files(cache: Cache) -> list[Path]:
    return [path for path in cache.folder.rglob("*") if path.is_file() and path.name != "CACHEDIR.TAG"]


def test_what_is_kept_comes_back(cache: Cache) -> None:
    """An answer and a content come back as they were; what was never kept is nothing."""
    cache.keep(KEY, {"pages": 3, "said": ["ñ", "\ud800"]})
    name = cache.keep_content(b"%PDF")
    again = Cache(cache.folder)
    assert again.answer(KEY) == {"pages": 3, "said": ["ñ", "\ud800"]}
    assert again.content(name) == b"%PDF"
    assert again.answer(key_of("another")) is None
    assert again.content(digest(b"other")) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"answer": {"pages": 4}}', b"\xff", b"null"])
def test_what_is_damaged_is_not_there(cache: Cache, damage: bytes) -> None:
    """A file that was cut off or changed counts as one that is not there, and is replaced by the next."""
    cache.keep(KEY, {"pages": 3})
    name = cache.keep_content(b"%PDF")
    for path in files(cache):
        path.write_bytes(damage)
    assert cache.answer(KEY) is None
    assert cache.content(name) is None
    cache.keep(KEY, {"pages": 3})
    assert cache.answer(KEY) == {"pages": 3}


def test_damaged_content_is_replaced(cache: Cache) -> None:
    """Content that was damaged on the disk is written anew when it is kept again."""
    name = cache.keep_content(b"%PDF")
    files(cache)[0].write_bytes(b"%PDX")
    cache.keep_content(b"%PDF")
    assert cache.content(name) == b"%PDF"


def test_changed_answer_is_not_believed(cache: Cache) -> None:
    """An answer whose text was changed by hand does not fit its hash any more."""
    cache.keep(KEY, {"pages": 3})
    (path,) = files(cache)
    path.write_text(path.read_text().replace("3", "4", 1))
    assert cache.answer(KEY) in (None, {"pages": 3})


def test_oldest_goes_first(cache: Cache) -> None:
    """When there is too much, what was used least recently goes, until there is room again."""
    names = [cache.keep_content(bytes([number]) * 3_000) for number in range(4)]
    for age, name in enumerate(names):
        os.utime(cache._place("contents", name), (1_000_000 + age, 1_000_000 + age))
    assert cache.content(names[0]) is not None, "used now"
    cache.bound()
    assert [cache.content(name) is not None for name in names] == [True, False, True, True]
    assert cache.held().bytes <= 9_000


def test_clear(cache: Cache) -> None:
    """Clearing takes out everything and says how much it was; the cache works on."""
    cache.keep_content(b"1234")
    assert (cache.held().files, cache.clear().bytes, cache.held().files) == (1, 4, 0)
    assert cache.content(cache.keep_content(b"1234")) == b"1234"


def test_only_the_owner_can_read(cache: Cache) -> None:
    """Folder and files are for their owner alone."""
    cache.keep_content(b"1234")
    modes = {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [cache.folder, *files(cache)]}
    assert modes == {0}


def test_folder_that_others_can_write_into_is_not_used(cache: Cache) -> None:
    """Nothing is kept where somebody else could put other bytes."""
    cache.folder.mkdir()
    cache.folder.chmod(0o777)
    cache.keep(KEY, 1)
    assert files(cache) == []


@pytest.mark.parametrize("place", ["/proc/none/kept", "/dev/null/kept"])
def test_no_place_is_no_cache(place: str) -> None:
    """Where nothing can be written or read, nothing is kept, and nobody is stopped."""
    cache = Cache(Path(place))
    cache.keep(KEY, 1)
    cache.keep_content(b"1")
    cache.bound()
    assert cache.answer(KEY) is None
    assert cache.held().files == 0
    assert cache.clear().files == 0


def test_many_at_once(cache: Cache) -> None:
    """Many that keep, read and clear up in one folder find only whole answers."""

    def use(number: int) -> set[object]:
        mine = Cache(cache.folder, 2_000)
        found = set()
        for turn in range(40):
            mine.keep(key_of(turn % 5), turn % 5)
            mine.keep_content(bytes([turn]) * 400)
            mine.bound()
            found.add((turn % 5, mine.answer(key_of(turn % 5))))
        return found

    with ThreadPoolExecutor(4) as pool:
        found = set().union(*pool.map(use, range(4)))
    assert {(asked, answer) for asked, answer in found if answer not in (asked, None)} == set()


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_keys_differ(one: list[str], other: list[str]) -> None:
    """Different questions have different keys, wherever one part ends and the next begins."""
    assert (key_of(*one) == key_of(*other)) == (one == other)
