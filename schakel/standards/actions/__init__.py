# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every write of this room: keyword-only, who does it, one transaction, the trail entry inside it."""
