"""Whatever people's files hold, only problems come out: some hundred random inputs each (`make fuzz` tries more)."""

from typing import Any

import pytest
from fuzzed import TARGETS
from hypothesis import HealthCheck, given, settings

SLOW = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", TARGETS)
def test_only_problems_come_out(name: str) -> None:
    """No random input makes a reader fail; what it reads holds what it promises."""
    inputs, attempt = TARGETS[name]

    @settings(SLOW, max_examples=60 if name == "saved plans" else 200)
    @given(inputs())
    def attempts(given_input: Any) -> None:
        attempt(given_input)

    attempts()
