# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of one requirement: what it says, what it said before, who changed it, and what is proposed."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from schakel.catalogue.reads import terms
from schakel.pathway import reads
from schakel.pathway.engine.change import requirement_in
from schakel.pathway.engine.requirement import Requirement as RequirementValue
from schakel.pathway.models import Proposal, Requirement
from schakel.pathway.views.told import Told, told
from schakel.people.door import may, open_to_all, visitor_of
from schakel.people.permissions import Permission
from schakel.people.reads import names_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version in the history. `proposal` made it; a load of the fact files has none."""

    told: Told
    since: datetime
    until: datetime | None
    by: str
    proposal: Proposal | None
    proposed_by: str


@open_to_all
@require_GET
def requirement(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
    """Show a requirement with all its versions."""
    row = row_or_404(id)
    facts, words, lang = reads.facts(), terms(), get_language()
    lines = _history(request, row, lang)
    if not lines:
        # Proposed, but never asked yet: the proposal has its own page.
        raise Http404(id)
    current = requirement_in(facts, row.product_id, row.name)
    context = {
        "row": row,
        "current": told(current, facts, words, lang) if current else None,
        "last": lines[0].told,
        "lines": lines,
        "proposals": row.proposals.filter(state=Proposal.OPEN),
        "may_propose": current is not None and may(request, Permission.REQUIREMENT_PROPOSE),
        "modality": facts.by_slug[row.product_id].product.modality if row.product_id in facts.by_slug else "",
    }
    return render(request, "pathway/requirement.html", context)


def row_or_404(name: str) -> Requirement:
    """The lasting row of a requirement by its id, or no such page."""
    product, _, rest = name.partition(":")
    place, _, scope = rest.partition(":")
    step, _, aspect = place.partition(".")
    row = Requirement.objects.filter(product_id=product, step=step, aspect=aspect, scope=scope).first()
    if row is None:
        raise Http404(name)
    return row


def current_or_404(name: str) -> tuple[Requirement, RequirementValue]:
    """The row and what it says now; no such page when nothing is asked any more."""
    row = row_or_404(name)
    found = requirement_in(reads.facts(), row.product_id, row.name)
    if found is None:
        raise Http404(name)
    return row, found


def people_in(request: HttpRequest, actors: list[str]) -> dict[str, str]:
    """Names of people for who is signed in; a stranger reads that it was a person, not which one."""
    names = names_of(actors)
    known = visitor_of(request) is not None
    return {actor: _who(actor, name, known=known) for actor, name in names.items()}


def _who(actor: str, name: str, *, known: bool) -> str:
    if actor.startswith("system:"):
        return _("loaded from the fact files")
    return name if known else _("a person of this installation")


def _history(request: HttpRequest, row: Requirement, lang: str) -> list[VersionLine]:
    facts, words, versions = reads.facts(), terms(), reads.history(row)
    made = {(p.decided_at, p.decided_by): p for p in _approved(row, [v.recorded_at for v in versions])}
    actors = [v.recorded_by for v in versions] + [p.proposed_by for p in made.values()]
    names = people_in(request, actors)
    return [
        VersionLine(
            told=told(version.requirement, facts, words, lang),
            since=version.recorded_at,
            until=version.replaced_at,
            by=names[version.recorded_by],
            proposal=(proposal := made.get((version.recorded_at, version.recorded_by))),
            proposed_by=names[proposal.proposed_by] if proposal else "",
        )
        for version in versions
    ]


def _approved(row: Requirement, moments: list[datetime]) -> list[Proposal]:
    """The proposals that made these versions: approval and version carry the same moment."""
    about = Proposal.objects.filter(state=Proposal.APPROVED, decided_at__in=moments)
    return [p for p in about if p.requirement_id in (None, row.pk)]
