# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page that says how programs ask the same questions: each operation with an example and what it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from ninja.operation import Operation

from schakel.pathway.api import ROUTERS
from schakel.people.door import open_to_all


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter, or a key of the answer, with its meaning or what kind of value it is."""

    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Described:
    """One operation; `example` is relative to the address of the API."""

    name: str
    path: str
    summary: str
    told: str
    example: str
    parameters: tuple[Part, ...]
    keys: tuple[Part, ...]


@open_to_all
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """List the operations of the API."""
    root = reverse("api_docs")
    context = {"root": root, "site": request.build_absolute_uri(root), "operations": operations()}
    return render(request, "pathway/api_docs.html", context)


@cache
def operations() -> tuple[Described, ...]:
    """Every operation in the order of the code; they change only with the code."""
    return tuple(
        _described(path, operation)
        for router in ROUTERS
        for path, view in router.path_operations.items()
        for operation in view.operations
    )


def _described(path: str, operation: Operation) -> Described:
    answer = operation.response_models[200].model_json_schema(mode="serialization")
    model = _inner(answer, answer["properties"]["response"])
    return Described(
        name=operation.view_func.__name__,
        path=path.lstrip("/"),
        summary=operation.summary,
        told=operation.description or "",
        example=(operation.openapi_extra or {})["x-example"],
        parameters=tuple(_parameters(operation)),
        keys=tuple(Part(name, part.get("description") or _kind(part)) for name, part in model["properties"].items()),
    )


def _parameters(operation: Operation) -> Iterator[Part]:
    for source in operation.models:
        schema = source.model_json_schema()
        for name, found in schema["properties"].items():
            inner = _inner(schema, found)
            parts = inner.get("properties", {name: inner})
            yield from (Part(each, part.get("description", "")) for each, part in parts.items())


def _kind(part: dict[str, Any]) -> str:
    """What stands under a key, in a word or two."""
    if "$ref" in part:
        return "object"
    if "anyOf" in part:
        return " or ".join(_kind(each) for each in part["anyOf"])
    if part.get("type") == "array":
        return f"list of {_kind(part['items'])}s"
    return str(part.get("type", "anything"))


def _inner(schema: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The part of a schema that a reference leads to, or the part itself."""
    name = found.get("$ref", "").rsplit("/", 1)[-1]
    inner: dict[str, Any] = schema["$defs"][name] if name else found
    return inner
