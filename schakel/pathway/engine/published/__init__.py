# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published answers as JSON: one form for the command, the API and whoever builds on them."""

from schakel.pathway.engine.published.windows import PublishedWindows, published_windows

__all__ = ["PublishedWindows", "published_windows"]
