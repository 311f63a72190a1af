"""The lines of a table that another program wrote, one after the other, whatever encoding it chose."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rumbo.build.problem import Problem

MOST_IN_A_LINE = 1_000_000
"""Bytes; a longer line is no row of a survey."""
MOST_LINES = 1_000_000
"""A hundred times as many as any survey here has had."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class TableLines:
    """Reads while it is gone through, once; what was wrong with the file stands in `problems` afterwards.

    UTF-8 with or without its mark and UTF-16 are recognised; what is neither is taken for Windows-1252, which
    spreadsheets write in the Americas and Western Europe, and that is told.
    """

    path: Path
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[str]:
        try:
            with self.path.open("rb") as stream:
                start = stream.read(2)
                stream.seek(0)
                for number, line in enumerate(self._wide(stream) if start in _WIDE else self._bytes(stream)):
                    if number == MOST_LINES:
                        message = f"the table has more than {MOST_LINES:,} lines"
                        return self._tell(0, "Y105", message, "make several tables of it")
                    yield line
        except UnicodeError:
            self._tell(0, "Y106", "not text in any encoding known here", "save the table as UTF-8")
        except OSError as error:
            code = "F102" if isinstance(error, FileNotFoundError) else "F104"
            message = "this file is missing" if code == "F102" else f"cannot be read: {error.strerror or error}"
            self._tell(0, code, message, "give the name of the table")

    def _tell(self, line: int, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(str(self.path), line, min(line, 1), code, message, hint))

    def _wide(self, stream: io.BufferedReader) -> Iterator[str]:
        text = io.TextIOWrapper(stream, encoding="utf-16", newline="")
        while line := text.readline(MOST_IN_A_LINE):
            yield line

    def _bytes(self, stream: io.BufferedReader) -> Iterator[str]:
        encoding = ""
        number = 0
        # As Latin-1 each byte is a letter, and all three ends of lines are known: old Macs wrote CR alone.
        text = io.TextIOWrapper(stream, encoding="latin-1", newline="")
        while line := text.readline(MOST_IN_A_LINE).encode("latin-1"):
            number += 1
            line = line.removeprefix(_MARK) if number == 1 else line
            if not encoding and not line.isascii():
                encoding = self._encoding(line, number)
            yield line.decode(encoding or "ascii", "replace" if encoding == "cp1252" else "strict")

    def _encoding(self, line: bytes, number: int) -> str:
        """The encoding of the first line that tells it."""
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            hint = "look at the accents in the result; if they are wrong, save the table as UTF-8"
            self._tell(number, "A208", "not UTF-8, so it was read as Windows-1252", hint)
            return "cp1252"
        return "utf-8"
