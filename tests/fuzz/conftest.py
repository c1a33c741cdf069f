"""Says at the end how a run can be had again."""

import pytest

from tests.fuzz.effort import CASES, SEED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was set."""
    terminalreporter.write_line(f"fuzz: FUZZ_CASES={CASES} FUZZ_SEED={SEED}")
