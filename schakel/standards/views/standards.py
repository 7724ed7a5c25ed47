# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The list of Dutch standards, one standard in one version, and what changed between two versions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from schakel.pathway.reads import facts
from schakel.people.door import may, open_to_all, visitor_of
from schakel.people.models import Organisation
from schakel.people.permissions import Permission
from schakel.standards import reads
from schakel.standards.actions.adoption import hindrance_words
from schakel.standards.engine.changes import changes
from schakel.standards.engine.lines import brands
from schakel.standards.engine.state import State, hindrance
from schakel.standards.exports.standard import standard_json, standard_table, standards_json
from schakel.standards.forms.standard import ConsultForm, OfferForm, WhyForm
from schakel.standards.models import Named, Standard, Version
from schakel.standards.views.lines import Teller
from schakel.standards.views.shared import language, who
from schakel.ui.files import csv_response


@dataclass(frozen=True, slots=True)
class Entry:
    """A standard in the list."""

    id: int
    title: str
    state: str
    number: int
    products: tuple[str, ...]
    since: datetime | date | None
    draft: int | None


@open_to_all
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """Every Dutch standard: in force, on its way, ended."""
    drafts = may(request, Permission.STANDARD_DRAFT)
    rows = reads.all_standards(drafts=drafts)
    if request.GET.get("format") == "json":
        return JsonResponse({"standards": standards_json(rows)}, json_dumps_params={"ensure_ascii": False})
    page = Paginator(rows, settings.SCHAKEL_PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "entries": [_entry(row, drafts) for row in page.object_list],
        "total": page.paginator.count,
        "in_force": rows.filter(versions__state=State.ADOPTED.value).count(),
        "may_draft": drafts,
    }
    return render(request, "standards/standards.html", context)


@open_to_all
@require_safe
def dutch_standard(request: HttpRequest, id: int) -> HttpResponse:  # noqa: A002
    """The version in force; else the newest that this visitor may see."""
    standard, versions = versions_or_404(request, id)
    shown = reads.shown(versions)
    return _page(request, standard, versions, shown)


@open_to_all
@require_safe
def standard_version(request: HttpRequest, id: int, number: int) -> HttpResponse:  # noqa: A002
    """One version, whatever came after it."""
    standard, versions = versions_or_404(request, id)
    return _page(request, standard, versions, numbered_or_404(versions, number))


@open_to_all
@require_safe
def standard_changes(request: HttpRequest, id: int, number: int) -> HttpResponse:  # noqa: A002
    """What this version says differently from another one (`from`; without it the one before)."""
    standard, versions = versions_or_404(request, id)
    after = numbered_or_404(versions, number)
    asked = request.GET.get("from", str(number - 1))
    before = numbered_or_404(versions, int(asked) if asked.isdecimal() and len(asked) < 6 else 0)
    known, lang = facts(), language()
    found = changes(*(reads.worded(version, known) for version in (before, after)))
    told = [
        {
            "kind": one.kind,
            "aspect": one.aspect.in_(lang),
            "rule": [words.in_(lang) for words in one.rule] if one.rule else None,
            "text": [words.in_(lang) for words in one.text] if one.text else None,
            "joined": one.joined,
            "left": one.left,
        }
        for one in found
    ]
    context = {"standard": standard, "title": title_of(standard), "before": before, "after": after, "changes": told}
    return render(request, "standards/standard_changes.html", context)


def versions_or_404(request: HttpRequest, id: int) -> tuple[Standard, list[Version]]:  # noqa: A002
    """The standard with the versions that this visitor may see; a draft is for drafters alone."""
    standard = get_object_or_404(Standard.objects.prefetch_related("versions"), pk=id)
    versions = reads.versions_of(standard, drafts=may(request, Permission.STANDARD_DRAFT))
    if not versions:
        raise Http404(str(id))
    return standard, versions


def numbered_or_404(versions: list[Version], number: int) -> Version:
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        raise Http404(str(number))
    return found


def title_of(standard: Standard) -> str:
    return standard.title_nl if language().startswith("nl") else standard.title_en


def state_words(state: str) -> str:
    """The state of a version in words."""
    return {
        State.DRAFT: pgettext("version", "draft"),
        State.CONSULTATION: pgettext("version", "out for comment"),
        State.OFFERED: pgettext("version", "offered for adoption"),
        State.ADOPTED: pgettext("version", "in force"),
        State.REPLACED: pgettext("version", "replaced"),
        State.WITHDRAWN: pgettext("version", "withdrawn"),
    }[State(state)]


def _entry(standard: Standard, drafts: bool) -> Entry:
    versions = reads.versions_of(standard, drafts=drafts)
    shown = reads.shown(versions)
    draft = next((version.number for version in versions if version.state == State.DRAFT), None)
    return Entry(
        id=standard.pk,
        title=title_of(standard),
        state=state_words(shown.state),
        number=shown.number,
        products=tuple(brands(reads.slugs_of(shown), facts())),
        since=shown.adopted_at or shown.offered_at or shown.consult_from or shown.made_at,
        draft=draft,
    )


def _page(request: HttpRequest, standard: Standard, versions: list[Version], shown: Version) -> HttpResponse:
    teller = Teller(shown, facts(), language())
    lines = teller.lines()
    match request.GET.get("format"):
        case "csv":
            return csv_response(f"schakel-standard-{standard.pk}-{shown.number}.csv", standard_table(teller, lines))
        case "json":
            return JsonResponse(standard_json(shown), json_dumps_params={"ensure_ascii": False})
    context = {
        "standard": standard,
        "title": title_of(standard),
        "version": shown,
        "state": state_words(shown.state),
        "versions": [(version, state_words(version.state)) for version in versions],
        "earlier": next((version for version in versions if version.number < shown.number), None),
        "lines": lines,
        "brands": teller.brands,
        "columns": len(teller.brands) + 2,
        "unserved": teller.unserved(),
        "unread": list(dict.fromkeys(cell.brand for line in lines for cell in line.cells if cell.kind == "unread")),
        "lost": sum(bool(line.lost) for line in lines),
        "named": list(shown.named.select_related("organisation")),
        "made_by": who(request, shown.made_by),
        "topic": f"standard:{standard.pk}" if shown.state != State.DRAFT else "",
        **_acceptance(request, teller),
        **_acts(request, standard, shown),
    }
    return render(request, "standards/dutch_standard.html", context)


def _acceptance(request: HttpRequest, teller: Teller) -> dict[str, Any]:
    """Per product who accepted it, and what this visitor may do about it."""
    mine = reads.products_of(reads.spoken_for(visitor_of(request)))
    rows = [
        {"slug": slug, "brand": brand, "accepted": teller.accepted.get(slug), "mine": slug in mine}
        for slug, brand in zip(teller.slugs, teller.brands, strict=True)
    ]
    open_for = State(teller.version.state) in (State.CONSULTATION, State.OFFERED, State.ADOPTED)
    return {"acceptances": rows, "accepted": len(teller.accepted), "may_accept": open_for}


def _acts(request: HttpRequest, standard: Standard, shown: Version) -> dict[str, Any]:
    """The forms that this visitor may use on this version now."""
    state, drafting = State(shown.state), may(request, Permission.STANDARD_DRAFT)
    mine = {one.pk for one in reads.spoken_for(visitor_of(request)) if one.kind == Organisation.Kind.ASSOCIATION}
    named = list(Named.objects.filter(version=shown, organisation__in=mine).select_related("organisation"))
    latest = standard.versions.first()
    period = reads.period_of(shown)
    context: dict[str, Any] = {
        "drafting": drafting,
        "editable": drafting and state is State.DRAFT,
        "to_adopt": [one for one in named if state is State.OFFERED and one.adopted_at is None],
        "to_withdraw": [one for one in named if one.adopted_at and not one.withdrawn_at and state in _HELD],
        "why_form": WhyForm(),
        "open_now": state is State.CONSULTATION and bool(period and period.open_on(timezone.localdate())),
    }
    if not drafting:
        return context
    if state is State.DRAFT:
        context["consult_form"] = ConsultForm()
    if state in (State.DRAFT, State.CONSULTATION):
        why = hindrance(reads.consulted(standard), timezone.localdate())
        context |= {"hindrance": hindrance_words(why) if why else "", "offer_form": offer_form()}
    context["may_drop"] = state in (State.DRAFT, State.CONSULTATION, State.OFFERED)
    context["may_renew"] = latest is not None and latest == shown and state is not State.DRAFT
    return context


_HELD = (State.OFFERED, State.ADOPTED)


def offer_form(data: Any = None) -> OfferForm:
    found = Organisation.objects.filter(kind=Organisation.Kind.ASSOCIATION).values_list("id", "name")
    return OfferForm(data, associations=list(found))
