# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""How the API answers: the published form as it is, with a mark of the facts it was made of; or why it does not."""

from collections.abc import Callable, Iterable
from importlib.metadata import version as installed
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import BaseModel, Field

from schakel.pathway import reads
from schakel.pathway.engine.requirement import Facts

Compute = Callable[[], BaseModel]
KIND = "application/json; charset=utf-8"


class Refusal(Schema):
    """Why there is no answer, in a sentence; names that come near where there are any."""

    detail: str = Field(description="one clear sentence")
    parameter: str | None = Field(description="what of the question it is about")
    near: list[str] = Field(description="names that exist and look like the one that was asked")


class RefusedError(Exception):
    """The question cannot be answered: 404 for what does not exist, 422 for what cannot be asked."""

    def __init__(self, status: int, detail: str, *, parameter: str | None = None, near: Iterable[str] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.refusal = Refusal(detail=detail, parameter=parameter, near=list(near))


def answers(model: type[BaseModel]) -> dict[int, Any]:
    """What an operation may answer, for its description."""
    return {200: model, 404: Refusal, 422: Refusal, 503: Refusal}


def reply(request: HttpRequest, make: Callable[[Facts], Compute]) -> HttpResponse:
    """The answer over the present facts; 304 without computing it when the asker has that of the same facts.

    `make` reads the question (and refuses a wrong one), and gives what computes the answer.
    """
    try:
        # Before the facts: a writer in between leaves an old mark on a new answer, which only costs one more request.
        etag = f'"{reads.version()}-{installed("schakel")}"'
        compute = make(reads.facts())
    except reads.NoFactsError:
        raise RefusedError(503, "No facts are loaded yet.") from None
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(compute().model_dump_json(by_alias=True), content_type=KIND)
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"
    return response


def refused(_request: HttpRequest, error: Exception) -> HttpResponse:
    """A refusal as JSON."""
    assert isinstance(error, RefusedError)
    return HttpResponse(error.refusal.model_dump_json(), status=error.status, content_type=KIND)


def invalid(request: HttpRequest, error: Exception) -> HttpResponse:
    """A parameter of a form that cannot be read, told like every other refusal."""
    assert isinstance(error, ValidationError)
    first = error.errors[0]
    names = [part for part in first["loc"] if isinstance(part, str)]
    return refused(request, RefusedError(422, f"{names[-1]}: {first['msg']}.", parameter=names[-1]))
