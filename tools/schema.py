# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The published schemas: of the fact files and of the JSON answers, from the models that check and make them."""

import json
from typing import Any

from pydantic import BaseModel, TypeAdapter

from schakel.capacity.engine.allocation.file import AllocationFile
from schakel.capacity.engine.allocation.location_file import LocationFile
from schakel.capacity.engine.allocation.published import PublishedAllocation, PublishedLocation
from schakel.capacity.engine.forecast.file import ForecastFile
from schakel.capacity.engine.forecast.history import CountsFile
from schakel.capacity.engine.forecast.published import PublishedBacktest, PublishedForecast
from schakel.capacity.engine.scenario.published import PublishedAnswer, PublishedSweep
from schakel.capacity.engine.scenario.variant import VariantFile
from schakel.capacity.engine.scenario.versus import PublishedVersus
from schakel.capacity.engine.scenario.written import ScenarioFile
from schakel.capacity.engine.simulation.network_file import NetworkModel
from schakel.capacity.engine.simulation.published import PublishedSimulation
from schakel.catalogue.engine.authorisation import AuthorisationModel
from schakel.catalogue.engine.terms import CatalogueTermsModel
from schakel.pathway.engine import schema
from schakel.pathway.engine.published import ANSWERS, LISTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILES: dict[str, Any] = {
    "products": schema.ProductModel,
    "authorisations": list[AuthorisationModel],
    "pathway-steps": schema.StepsModel,
    "pathway-aspects": schema.AspectsModel,
    "pathway-events": schema.EventsModel,
    "pathway-pathways": schema.PathwaysModel,
    "pathway-terms": schema.TermsModel,
    "catalogue-terms": CatalogueTermsModel,
    "forecast": ForecastFile,
    "counts": CountsFile,
    "scenario": ScenarioFile,
    "variant": VariantFile,
    "allocation": AllocationFile,
    "location": LocationFile,
    "network": NetworkModel,
}
# Answers about capacity, by the kind of file that was asked about.
CAPACITY: dict[str, type[BaseModel]] = {
    "forecast": PublishedForecast,
    "counts": PublishedBacktest,
    "scenario": PublishedAnswer,
    "versus": PublishedVersus,
    "allocation": PublishedAllocation,
    "location": PublishedLocation,
    "simulation": PublishedSimulation,
    "sweep": PublishedSweep,
}
PUBLISHED: dict[str, type[BaseModel]] = {**ANSWERS, **LISTS, **CAPACITY}
INTRODUCTION = """# JSON answers

`schakel COMMAND … --json` and the API answer in the same form. Keys are only ever added; a key that is here keeps its
name and its meaning. The JSON Schemas stand in [`schema/`](schema/): `answer-*.json` for the answers, `file-*.json` for
the fact files (`data/`).

The API (`/api/`, described in OpenAPI 3.1 at `/api/openapi.json`) answers the same questions under the same names, and
`products`, `products/{slug}`, `sources` and `vocabulary` beside them. What does not exist gives 404 and what cannot be
asked 422, with `{"detail", "parameter", "near"}`: a sentence, what it is about, and names that come near.

Exit codes of the command: 0 done or yes, 1 a negative answer (windows that cannot hold together, a step at which
nothing is asked), 2 bad input with one line per fault on stderr.

A constraint is one of these; a bound that is open is left out, and `local` means that the hospital decides:

- `{"type": "range", "min", "max", "unit"}`
- `{"type": "choice", "one_of"}`
- `{"type": "items", "all_of"}`
- `{"type": "act", "act": "required | permitted | forbidden"}`
- `{"type": "window", "spans": [{"from", "to", "min", "max", "unit"}]}`
- `{"type": "text", "text"}`
- `{"type": "local"}`

Units are UCUM codes.
"""


def schemas() -> dict[str, str]:
    """The text of every schema by its file name."""
    found = {f"file-{name}.json": TypeAdapter(model).json_schema(by_alias=True) for name, model in FILES.items()}
    found |= {f"answer-{name}.json": model.model_json_schema(mode="serialization") for name, model in PUBLISHED.items()}
    return {name: json.dumps({"$schema": DIALECT, **each}, indent=2) + "\n" for name, each in sorted(found.items())}


def answers() -> str:
    """A page that names every key of every answer."""
    return INTRODUCTION + "".join(_answer(name, model) for name, model in PUBLISHED.items())


def _answer(name: str, model: type[BaseModel]) -> str:
    found = model.model_json_schema(mode="serialization")
    parts = [f"\n## {name}\n\n{_told(found)}\n\n{_keys(found)}"]
    for inner, part in sorted(found.get("$defs", {}).items()):
        parts.append(f"\n### {name}: {inner.removeprefix('Published').lower()}\n\n{_told(part)}\n\n{_keys(part)}")
    return "".join(parts)


def _told(found: dict[str, Any]) -> str:
    return " ".join(str(found.get("description", "")).split())


def _keys(found: dict[str, Any]) -> str:
    rows = [f"| `{key}` | {_type(part)} | {_told(part)} |\n" for key, part in found["properties"].items()]
    return "| key | is | meaning |\n| --- | --- | --- |\n" + "".join(rows)


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        return str(part["$ref"]).rsplit("/", 1)[-1].removeprefix("Published").lower()
    if "anyOf" in part:
        return " or ".join(dict.fromkeys(map(_type, part["anyOf"])))
    if "prefixItems" in part:
        return "pair of " + " and ".join(dict.fromkeys(map(_type, part["prefixItems"])))
    if part.get("type") == "array":
        return f"list of {_type(part['items'])}"
    if part.get("type") == "object" and isinstance(part.get("additionalProperties"), dict):
        return f"object of {_type(part['additionalProperties'])}"
    return str(part.get("type", "anything"))
