"""What pure functions made of single pieces of content: found again by the hash of all that decided it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})


class Pieces:
    """Results as plain data by their keys: those of before, and those that were used or made now."""

    def __init__(self, before: Mapping[str, Any] | None = None) -> None:
        self.before = before or NOTHING
        self.now: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """The result of a key, which is used from now on; None if there is none."""
        found = self.now.get(key)
        if found is None:
            found = self.before.get(key)
            if found is not None:
                self.now[key] = found
        return found

    def put(self, key: str, result: Any) -> None:
        """Takes in a result."""
        self.now[key] = result

    @property
    def has_new(self) -> bool:
        """Whether something was made that was not there before."""
        return not self.now.keys() <= self.before.keys()
