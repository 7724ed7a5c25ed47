# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions of this room as JSON, in the form that `schakel COMMAND --json` prints."""

from ninja import Router

from schakel.pathway.api import lists, questions

ROUTERS = (questions.router, lists.router)

router = Router()
for part in ROUTERS:
    router.add_router("", part)
