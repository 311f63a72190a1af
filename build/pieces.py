"""What pure functions made of single pieces of content: found again by the hash of all that decided it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from rumbo.build.cache import digest

FEW = 50
"""To write all pieces takes about as long as to make one of fifty of them again."""
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Pieces:
    """Results as plain data by their keys: those of before, and those that were used or made now."""

    def __init__(self, before: Mapping[str, Any] | None = None) -> None:
        self.before = before or NOTHING
        self.now: dict[str, Any] = {}
        self._offered: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """The result of a key, which is used from now on; None if there is none."""
        found = self.now.get(key)
        if found is None:
            found = self.before.get(key, self._offered.get(key))
            if found is not None:
                self.now[key] = found
        return found

    def put(self, key: str, result: Any) -> None:
        """Takes in a result."""
        self.now[key] = result

    def offer(self, results: Mapping[str, Any]) -> None:
        """Results that somebody else has made, and that are new once they are used."""
        self._offered |= results

    @property
    def is_worth_keeping(self) -> bool:
        """Whether so much was made now that it would cost more to make it again than to write everything anew."""
        return len(self.now.keys() - self.before.keys()) * FEW > len(self.now)


def key_of_piece(*parts: object) -> str:
    """The key of what all these parts decide, with no doubt where one ends. Quick, for there are many pieces."""
    texts = [str(part) for part in parts]
    return digest("".join([f"{len(text)}:{text}" for text in texts]).encode("utf-8", "surrogatepass"))
