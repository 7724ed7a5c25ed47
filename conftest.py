# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Fixtures for every test."""

from tests.cast import editor, fresh_rate_limits, office, reviewer, stranger, visitor

pytest_plugins = ["tests.legs"]
__all__ = ["editor", "fresh_rate_limits", "office", "reviewer", "stranger", "visitor"]
