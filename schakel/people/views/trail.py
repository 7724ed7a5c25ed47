# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trail as a page, a proof that one entry is in it, and the checkpoint that vouches for all of it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from re import fullmatch
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from schakel.audit import reads as audit
from schakel.audit.engine.document import inclusion_fields
from schakel.people import actions
from schakel.people.door import open_to_all, person_of, requires
from schakel.people.forms import TrailForm
from schakel.people.permissions import Permission
from schakel.people.reads import names_of


@requires(Permission.TRAIL_READ)
@require_GET
@transaction.atomic
def trail(request: HttpRequest) -> HttpResponse:
    """Show what fits the filter, newest first; that it was read is noted too, after the page was read."""
    form = TrailForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    page = audit.entries(
        **{name: asked[name] for name in ("object", "actor", "action") if asked.get(name)},
        since=_midnight(asked.get("since")),
        until=_midnight(asked.get("until"), days=1),
        before=asked.get("before"),
        limit=settings.SCHAKEL_PAGE_SIZE,
    )
    actions.note_trail_read(by=person_of(request).actor, details=_said(asked))
    names = names_of(line.actor for line in page.lines)
    context = {
        "form": form,
        "lines": [(line, names[line.actor], _brief(line.details)) for line in page.lines],
        "older": _older(request, page.older),
        "checkpoint": audit.latest_checkpoint(),
        "size": audit.size(),
    }
    return render(request, "people/trail.html", context, status=200 if form.is_valid() else 422)


@requires(Permission.TRAIL_READ)
@require_GET
def trail_proof(request: HttpRequest, index: int) -> HttpResponse:
    """Give the proof that entry `index` is in the trail, against the latest checkpoint that covers it."""
    last = audit.latest_checkpoint()
    count = last.size if last is not None and index < last.size else None
    try:
        proof = audit.inclusion_proof(index, count)
    except audit.NoSuchEntry as missing:
        raise Http404 from missing
    actions.note_trail_read(by=person_of(request).actor, details={"proof": str(index)})
    fields = inclusion_fields(proof) | {"checkpoint": last.note if count is not None else None}
    return JsonResponse(
        fields,
        json_dumps_params={"indent": 2, "ensure_ascii": False},
        headers={"Content-Disposition": f'attachment; filename="trail-{index}.json"'},
    )


@open_to_all
@require_GET
def trail_checkpoint(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Give the latest signed checkpoint: size and root, nothing about anyone. Outsiders keep it and compare."""
    last = audit.latest_checkpoint()
    if last is None:
        raise Http404
    return HttpResponse(last.note, content_type="text/plain; charset=utf-8")


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """Return the start of the day in the hospital's time zone, `days` later."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=days), time())) if day else None


def _brief(details: Mapping[str, Any]) -> str:
    """The details of an entry on one line; digests by their first characters, the proof has them whole."""
    return "; ".join(f"{name}: {_short(value)}" for name, value in details.items())


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return f"({_brief(value)})"
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    text = str(value)
    return f"{text[:12]}…" if fullmatch("[0-9a-f]{64}", text) else text


def _said(asked: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in asked.items() if value not in (None, "")}


def _older(request: HttpRequest, before: int | None) -> str | None:
    """Return the query of the next page with the same filter."""
    if before is None:
        return None
    query = request.GET.copy()
    query["before"] = str(before)
    return f"?{query.urlencode()}"
