# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Everything public as tables, one module per group of rooms; `every` is the whole list."""
