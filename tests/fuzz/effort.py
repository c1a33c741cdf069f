"""How many cases each of these tests makes up, and from which seed: the same ones every time."""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, seed, settings

CASES = int(os.environ.get("FUZZ_CASES", "200"))
"""A few hundred, to be quick among all the tests; `make nightly` asks for ten thousand."""

SEED = int(os.environ.get("FUZZ_SEED", "2026"))


def fuzzed(test: Callable[..., None]) -> Callable[..., Any]:
    """Run a hypothesis test on as many cases as were asked for, and keep none on the disk."""
    effort = settings(
        max_examples=CASES,
        database=None,
        deadline=None,
        print_blob=False,
        # Fixtures hold what no case changes; real papers are large.
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    return seed(SEED)(effort(test))
