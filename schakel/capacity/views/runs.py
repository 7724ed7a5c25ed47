# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking for an answer, and stopping it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schakel.capacity import reads
from schakel.capacity.actions import runs, scenarios
from schakel.capacity.views.scenario import page_context
from schakel.capacity.views.shared import shown_or_404
from schakel.people.door import person_of, requires
from schakel.people.permissions import Permission


@requires(Permission.SCENARIO_RUN)
@require_POST
def run_scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Put it in the queue; what takes long is confirmed first."""
    shown = shown_or_404(request, key, request.POST.get("version", ""))
    try:
        confirmed = bool(request.POST.get("confirmed"))
        runs.ask_run(by=person_of(request).actor, version=shown.version, confirmed=confirmed)
    except runs.LongError as long:
        return render(request, "capacity/run_scenario.html", {**page_context(shown), "long": str(long)})
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('scenario', args=[key])}?version={shown.version.number}")


@requires(Permission.SCENARIO_RUN)
@require_POST
def stop_scenario(request: HttpRequest, key: str) -> HttpResponse:
    """Stop the computation that I asked for."""
    shown = shown_or_404(request, key, request.POST.get("version", ""))
    run = reads.run_of(shown.version)
    try:
        if run is not None:
            runs.stop_run(by=person_of(request).actor, run=run)
            messages.success(request, _("The computation is being stopped."))
    except scenarios.RefusedError as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('scenario', args=[key])}?version={shown.version.number}")
