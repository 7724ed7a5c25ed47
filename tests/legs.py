# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which tests a process of `make test` runs, and how many each leg ran.

`make test` is one pytest session in three processes (tools/test.sh). Each learns its leg from SCHAKEL_LEG:

- sqlite: every test that needs no browser;
- postgresql: the tests that touch a database, once more, since only those can differ;
- browser: the tests in a browser, beside the other two.

Without SCHAKEL_LEG (plain `pytest`) nothing is left out and the database is SQLite.
"""

import os
from collections import Counter

import pytest

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"})


def touches_database(item: pytest.Item) -> bool:
    """True when the test asks for the database by mark or by any fixture, also one it gets through another."""
    names = set(getattr(item, "fixturenames", ()))
    return bool(names & DATABASE_FIXTURES) or item.get_closest_marker("django_db") is not None


def belongs(item: pytest.Item, leg: str) -> bool:
    """True when the leg runs the test."""
    in_browser = item.get_closest_marker("browser") is not None
    if leg == "browser":
        return in_browser
    return not in_browser and (leg != "postgresql" or touches_database(item))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leg = os.environ.get("SCHAKEL_LEG")
    if leg is None:
        return
    left_out = [item for item in items if not belongs(item, leg)]
    items[:] = [item for item in items if belongs(item, leg)]
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """xdist takes one leg's count for all: with a narrow selection that leg may be empty while others ran."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and reporter is not None and reporter.stats.get("passed"):
        session.exitstatus = pytest.ExitCode.OK


def _leg(report: object) -> str | None:
    """The leg that a report comes from; None outside `make test`, where processes share one list of tests."""
    node = getattr(report, "node", None)
    return None if node is None else node.gateway.spec.env.get("SCHAKEL_LEG")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line per leg, so that the closing line of pytest, which adds them up, can be read."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            leg = _leg(report)
            if leg is not None:
                counts[(leg, outcome)] += 1
    if not counts:
        return
    terminalreporter.section("what ran where")
    for leg in ("sqlite", "postgresql", "browser"):
        ran = [f"{counts[(leg, each)]} {each}" for each in ("passed", "failed", "error") if counts[(leg, each)]]
        terminalreporter.write_line(f"{leg}: {', '.join(ran) or 'nothing'}")
