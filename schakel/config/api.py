# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The JSON API of all rooms, described in OpenAPI 3.1 at /api/openapi.json; the page for readers is our own."""

from importlib.metadata import version

from ninja import NinjaAPI
from ninja.errors import ValidationError

from schakel.pathway.api import router
from schakel.pathway.api.reply import RefusedError, invalid, refused

api = NinjaAPI(
    title="Schakel",
    version=version("schakel"),
    description=(
        "What every cell and gene therapy asks of a hospital, with its sources. The answers have the form that "
        "`schakel COMMAND --json` prints; keys are only ever added. Every answer carries an ETag of the facts: ask "
        "again with If-None-Match, and 304 says that nothing changed. Compiled from public sources: check the "
        "product information in force."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)
api.add_router("", router)
api.add_exception_handler(RefusedError, refused)
api.add_exception_handler(ValidationError, invalid)
