# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Adoption by associations, and acceptance by firms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.catalogue.models import Product
from schakel.pathway.reads import facts
from schakel.people.door import person_of, requires
from schakel.people.models import Organisation
from schakel.people.permissions import Permission
from schakel.standards import reads
from schakel.standards.actions import acceptance, adoption
from schakel.standards.engine.state import State
from schakel.standards.forms.standard import AcceptForm, WhyForm
from schakel.standards.models import Named, Version
from schakel.standards.views.consultation import version_or_404
from schakel.standards.views.lines import LineView, Teller
from schakel.standards.views.shared import done, first_error, language
from schakel.standards.views.standards import offer_form, title_of


@requires(Permission.STANDARD_DRAFT)
@require_POST
def offer_standard(request: HttpRequest, id: int, number: int) -> HttpResponse:  # noqa: A002
    """Ask associations to adopt it."""
    version, form = version_or_404(request, id, number), offer_form(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect("standard_version", id=id, number=number)
    chosen = list(Organisation.objects.filter(pk__in=form.cleaned_data["associations"]))

    def offer() -> None:
        adoption.offer(by=person_of(request).actor, version=version, associations=chosen)

    return _after(request, version, offer, _("Offered to the associations."))


@requires(Permission.ORGANISATION_SPEAK)
@require_POST
def adopt_standard(request: HttpRequest, id: int, number: int, named: int) -> HttpResponse:  # noqa: A002
    """Adopt in the name of one's own association; another's is not found."""
    version, row = version_or_404(request, id, number), _mine_or_404(request, id, number, named)
    return _after(
        request, version, lambda: adoption.adopt(by=person_of(request), named=row), _("Adopted by your association.")
    )


@requires(Permission.ORGANISATION_SPEAK)
@require_POST
def withdraw_adoption(request: HttpRequest, id: int, number: int, named: int) -> HttpResponse:  # noqa: A002
    """Withdraw the adoption of one's own association."""
    version, row = version_or_404(request, id, number), _mine_or_404(request, id, number, named)
    why = WhyForm(request.POST)
    text = why.cleaned_data["why"] if why.is_valid() else ""

    def withdraw() -> None:
        adoption.withdraw_adoption(by=person_of(request), named=row, why=text)

    return _after(request, version, withdraw, _("Withdrawn. The standard no longer holds."))


@requires(Permission.STANDARD_DRAFT)
@require_POST
def drop_standard(request: HttpRequest, id: int, number: int) -> HttpResponse:  # noqa: A002
    """End a version that does not hold yet."""
    version, why = version_or_404(request, id, number), WhyForm(request.POST)
    text = why.cleaned_data["why"] if why.is_valid() else ""

    def drop() -> None:
        adoption.drop(by=person_of(request).actor, version=version, why=text)

    return _after(request, version, drop, _("Ended."))


@requires(Permission.ORGANISATION_SPEAK)
@require_http_methods(["GET", "HEAD", "POST"])
def accept_standard(request: HttpRequest, id: int, number: int, product: str) -> HttpResponse:  # noqa: A002
    """Accept for a product of one's own firm; another firm's is not found."""
    if product not in reads.products_of(reads.spoken_for(person_of(request))):
        raise Http404(product)
    version, row, lines = _about(request, id, number, product)
    form = _form(request, lines, noted=False)

    def accept() -> None:
        acceptance.accept(by=person_of(request), version=version, product=row, said=_said(form))

    if form.is_valid() and done(request, form, accept, _("Accepted. What you keep asking differently stands with it.")):
        return redirect("standard_version", id=id, number=number)
    context = _context(version, row, lines, form)
    return render(request, "standards/accept_standard.html", context, status=422 if form.errors else 200)


@requires(Permission.STANDARD_DRAFT)
@require_http_methods(["GET", "HEAD", "POST"])
def note_acceptance(request: HttpRequest, id: int, number: int, product: str) -> HttpResponse:  # noqa: A002
    """Note what a firm accepted in a letter."""
    version, row, lines = _about(request, id, number, product)
    form = _form(request, lines, noted=True)

    def note() -> None:
        by, proof = person_of(request).actor, form.cleaned_data["proof"]
        acceptance.note_acceptance(by=by, version=version, product=row, said=_said(form), proof=proof)

    if form.is_valid() and done(request, form, note, _("Noted, with the letter it comes from.")):
        return redirect("standard_version", id=id, number=number)
    context = _context(version, row, lines, form)
    return render(request, "standards/note_acceptance.html", context, status=422 if form.errors else 200)


def _after(request: HttpRequest, version: Version, act: Callable[[], Any], said: str) -> HttpResponse:
    done(request, None, act, said)
    return redirect("standard_version", id=version.standard_id, number=version.number)


def _mine_or_404(request: HttpRequest, id: int, number: int, named: int) -> Named:  # noqa: A002
    mine = [one.pk for one in reads.spoken_for(person_of(request))]
    rows = Named.objects.filter(version__standard=id, version__number=number, organisation__in=mine)
    return get_object_or_404(rows.select_related("organisation"), pk=named)


def _about(request: HttpRequest, id: int, number: int, product: str) -> tuple[Version, Product, list[LineView]]:  # noqa: A002
    """The version, the product and the lines that hold for it; a draft cannot be accepted."""
    version = version_or_404(request, id, number)
    if version.state == State.DRAFT or product not in reads.slugs_of(version):
        raise Http404(product)
    lines = Teller(version, facts(), language()).lines()
    keys = {value.key for value in reads.lines_of(version) if product in value.products}
    return version, get_object_or_404(Product, pk=product), [line for line in lines if line.key in keys]


def _form(request: HttpRequest, lines: list[LineView], *, noted: bool) -> AcceptForm:
    labels = {line.key: f"{line.aspect}: {line.rule}" for line in lines}
    return AcceptForm(request.POST or None, lines=labels, noted=noted)


def _said(form: AcceptForm) -> acceptance.Accepted:
    cleaned = form.cleaned_data
    return acceptance.Accepted(cleaned["accepted_on"], form.deviations, cleaned["note"])


def _context(version: Version, product: Product, lines: list[LineView], form: AcceptForm) -> dict[str, Any]:
    lost = [sentence for line in lines for sentence in line.lost if sentence.startswith(f"{product.brand} ")]
    return {
        "version": version,
        "standard": version.standard,
        "title": title_of(version.standard),
        "product": product,
        "form": form,
        "lost": lost,
    }
