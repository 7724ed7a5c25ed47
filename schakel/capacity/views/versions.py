# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The versions of a scenario, what each changed, who sees it, and going back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.capacity import reads
from schakel.capacity.actions import scenarios
from schakel.capacity.engine.scenario.diff import Difference, differences
from schakel.capacity.models import ScenarioVersion
from schakel.capacity.views.scenario import page_context
from schakel.capacity.views.shared import Shown, scenario_or_404, shown_or_404
from schakel.capacity.views.words import told
from schakel.people.door import open_to_all, person_of, requires
from schakel.people.permissions import Permission

EACH = 10


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version with what it changed against the one before."""

    version: ScenarioVersion
    changes: tuple[Difference, ...]


@open_to_all
@require_safe
def scenario_versions(request: HttpRequest, key: str) -> HttpResponse:
    """List the versions, newest first."""
    shown = shown_or_404(request, key)
    page = Paginator(shown.row.versions.order_by("-number"), EACH).get_page(request.GET.get("page"))
    forked = shown.row.forked
    context = {
        **page_context(shown),
        "page": page,
        "lines": [VersionLine(each, _changes(shown, each)) for each in page],
        "origin": forked.scenario if forked and reads.scenario_for(None, forked.scenario.key) else None,
        "share": request.build_absolute_uri(f"/capacity/{shown.row.key}/"),
    }
    return render(request, "capacity/scenario_versions.html", context)


def _changes(shown: Shown, version: ScenarioVersion) -> tuple[Difference, ...]:
    before = shown.row.versions.filter(number=version.number - 1).first() or shown.row.forked
    if before is None:
        return ()
    files = [reads.value_of(each).file for each in (before, version)]
    return told(differences(files[0], files[1], shown.words.lang, shown.words.steps), shown.words.lang)


@requires(Permission.SCENARIO_RUN)
@require_POST
def go_back(request: HttpRequest, key: str) -> HttpResponse:
    """Make an earlier version the newest again."""
    number = request.POST.get("number", "")
    row, person = scenario_or_404(request, key), person_of(request)
    try:
        scenarios.go_back(by=person, scenario=row, number=int(number) if number.isdecimal() else 0)
        messages.success(request, _("The earlier version stands again, as a version of its own."))
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("scenario_versions", key=key)


@requires(Permission.SCENARIO_RUN)
@require_POST
def show_scenario_to(request: HttpRequest, key: str) -> HttpResponse:
    """Say who sees my scenario."""
    sight = request.POST.get("sight", "")
    row, person = scenario_or_404(request, key), person_of(request)
    try:
        scenarios.show_to(by=person, scenario=row, sight=sight)
        messages.success(request, _("Noted."))
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
    return redirect("scenario_versions", key=key)


@requires(Permission.SCENARIO_RUN)
@require_POST
def remove_scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Take my scenario out of sight."""
    row = scenario_or_404(request, key)
    try:
        scenarios.remove(by=person_of(request), scenario=row)
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
        return redirect("scenario_versions", key=key)
    messages.success(request, _("Removed."))
    return redirect("scenarios")
