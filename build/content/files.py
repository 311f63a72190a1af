"""Text files as they come from disk: bounded, in UTF-8, without signs that nobody can see."""

import os
import re
import stat
from pathlib import Path

from rumbo.build.content.names import leads_out, link_out, unreadable
from rumbo.build.curriculum import File
from rumbo.build.problem import Problem
from rumbo.build.yaml_text import MAX_BYTES, UNSEEN

MAX_TEXT = 100_000
"""Characters of a Markdown text; the longest that ships has eleven thousand."""
MAX_RUN = 10_000
"""Characters without an empty line between: how long Markdown takes grows with the square of a paragraph."""
_EMPTY = re.compile(r"\n[ \t]*\n")


def read_text(path: Path) -> tuple[File | None, list[Problem]]:
    """The text of a file with its line ends made one kind, or why there is none."""
    name = str(path)
    try:
        kind = os.lstat(name).st_mode
        if stat.S_ISLNK(kind):
            if leads_out(path, path.parent):
                return None, [link_out(path, "its folder")]
            kind = path.stat().st_mode
        if stat.S_ISFIFO(kind):  # we would wait for ever
            return None, [_whole(path, "F104", "cannot be read: this is a pipe", "put a file here")]
        with open(name, "rb") as stream:  # noqa: PTH123 - thousands of them
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None, [_whole(path, "F102", "this file is missing", "write it, or correct its name")]
    except OSError as error:
        return None, [unreadable(path, error)]
    if len(raw) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES:,} bytes, more than a text of a curriculum needs"
        return None, [_whole(path, "Y105", message, "make two of it")]
    return _decoded(path, raw)


def _whole(path: Path, code: str, message: str, hint: str) -> Problem:
    return Problem(str(path), 0, 0, code, message, hint)


def _decoded(path: Path, raw: bytes) -> tuple[File | None, list[Problem]]:
    try:
        text = raw.decode("utf-8-sig")
        text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace").split("\n")
        hint = "save the file as UTF-8 (in most editors: Save as, Encoding)"
        message = "not text in UTF-8: a letter is stored in another encoding"
        return None, [Problem(str(path), len(before), len(before[-1]) + 1, "Y106", message, hint)]
    fault = _unseen(path, text) or (_too_long(path, text) if path.suffix == ".md" else None)
    return (None, [fault]) if fault else (File(path, text), [])


def _unseen(path: Path, text: str) -> Problem | None:
    """The first character that nobody can see and that does more than it seems."""
    found = UNSEEN.search(text)
    if not found:
        return None
    before = text[: found.start()].split("\n")
    message = f"a character stands here that nobody can see (U+{ord(found[0]):04X})"
    hint = "delete it and type the text again"
    return Problem(str(path), len(before), len(before[-1]) + 1, "Y108", message, hint)


def _too_long(path: Path, text: str) -> Problem | None:
    if len(text) > MAX_TEXT:
        message = f"the text is longer than {MAX_TEXT:,} characters"
        return _whole(path, "Y105", message, "make two of it")
    start = 0
    for run in _EMPTY.split(text) if len(text) > MAX_RUN else ():
        if len(run) > MAX_RUN:
            line = text.count("\n", 0, text.index(run, start)) + 1
            message = f"more than {MAX_RUN:,} characters without an empty line"
            return Problem(str(path), line, 1, "Y105", message, "make paragraphs of it")
        start += len(run)
    return None
