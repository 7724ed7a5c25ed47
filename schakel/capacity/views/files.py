# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A scenario and its answer as files: YAML, Excel and PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schakel.capacity import reads
from schakel.capacity.exports.answer import sheets
from schakel.capacity.exports.report import report_pdf
from schakel.capacity.views.shared import Shown, shown_or_404
from schakel.capacity.views.text import written
from schakel.people.door import open_to_all
from schakel.ui.files import file_response, xlsx_response
from schakel.values import plain


@open_to_all
@require_safe
def scenario_file(request: HttpRequest, key: str) -> HttpResponse:
    """Send the scenario as it is written."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    text = written(plain.loads(shown.version.data))
    return file_response(f"{_name(shown)}.yaml", text.encode(), "application/yaml; charset=utf-8")


@open_to_all
@require_safe
def scenario_excel(request: HttpRequest, key: str) -> HttpResponse:
    """Send the answer with all its rows, what it rests on and how to read it."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    answer = reads.answer_in(reads.run_of(shown.version))
    if answer is None:
        raise Http404
    return xlsx_response(f"{_name(shown)}.xlsx", sheets(shown, answer))


@open_to_all
@require_safe
def scenario_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Send the answer on paper."""
    shown = shown_or_404(request, key, request.GET.get("version", ""))
    answer = reads.answer_in(reads.run_of(shown.version))
    if answer is None:
        raise Http404
    return file_response(f"{_name(shown)}.pdf", report_pdf(shown, answer), "application/pdf")


def _name(shown: Shown) -> str:
    return f"schakel-{shown.row.key}-{shown.version.number}"
