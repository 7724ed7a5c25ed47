# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""One bottleneck: what answers it, who works on its theme, and what people say about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from schakel.contributions import actions as contributions
from schakel.contributions.forms import CommentForm
from schakel.contributions.reads import offset_of, thread
from schakel.followup import reads
from schakel.followup.views.bottlenecks import answer_words
from schakel.followup.views.shown import item_views, today
from schakel.network import reads as network
from schakel.network.models import Bottleneck
from schakel.people.door import open_to_all, person_of, requires, visitor_of
from schakel.people.permissions import Permission
from schakel.solutions.models import Solution
from schakel.solutions.reads import published


@dataclass(frozen=True, slots=True)
class Solved:
    """A published solution in a list, with the language it is written in."""

    id: int
    title: str
    title_lang: str
    organisation: str
    used: int


@open_to_all
@require_safe
def bottleneck(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
    """Show one bottleneck."""
    return _page(request, _bottleneck_or_404(id))


@requires(Permission.CONTRIBUTE)
@require_POST
def bottleneck_comment(request: HttpRequest, id: str) -> HttpResponse:  # noqa: A002
    """Write about a bottleneck."""
    row, form = _bottleneck_or_404(id), CommentForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            comment = contributions.post(
                author=person_of(request),
                subject=f"bottleneck:{row.id}",
                text=said["text"],
                answers=said["answers"],
                line=said["line"],
            )
        except contributions.RefusedError as refused:
            form.add_error(None, str(refused))
            return _page(request, row, form, refused.status)
        return redirect(f"{reverse('bottleneck', args=[row.id])}#comment-{comment.pk}")
    return _page(request, row, form, 422)


def _page(request: HttpRequest, row: Bottleneck, form: CommentForm | None = None, status: int = 200) -> HttpResponse:
    lang = get_language() or "nl"
    found = reads.answering()[row.id]
    steps = {step.id: step.label.in_(lang) for step in reads.steps()}
    items = reads.items().filter(pk__in=[*found.recommendations, *found.actions])
    terms = network.terms()
    context = {
        "bottleneck": row,
        "text": row.in_(lang),
        "answer": answer_words(found),
        "category": terms.label("categories", row.category).in_(lang),
        "evidence": terms.label("evidences", row.evidence).in_(lang),
        "theme": terms.label("themes", row.theme).in_(lang),
        "steps": [(step, steps[step]) for step in row.steps if step in steps],
        "items": item_views(items, lang, today()),
        "solutions": solved(list(published().filter(pk__in=found.solutions).select_related("organisation")), lang),
        "initiatives": [(one.slug, one.name_nl if lang.startswith("nl") else one.name_en) for one in _on_theme(row)],
        "citations": network.cited("bottleneck", row.id),
        "topic": f"bottleneck:{row.id}",
        "thread": thread(
            f"bottleneck:{row.id}", viewer=visitor_of(request), offset=offset_of(request.GET.get("comments"))
        ),
        "post_url": reverse("bottleneck_comment", args=[row.id]),
    }
    if form is not None:
        context["comment_form"] = form
    return render(request, "followup/bottleneck.html", context, status=status)


def solved(rows: Sequence[Solution], lang: str) -> list[Solved]:
    return [
        Solved(row.pk, *row.said("title", lang), str(row.organisation) if row.organisation else "", row.used)
        for row in rows
    ]


def _on_theme(row: Bottleneck) -> list[network.Initiative]:
    """Initiatives on the theme under which the bottleneck is counted: a reading of ours, no answer."""
    return list(network.initiatives().filter(tags__section="themes", tags__name=row.theme).distinct())


def _bottleneck_or_404(id: str) -> Bottleneck:  # noqa: A002
    row = network.bottleneck(id)
    if row is None:
        raise Http404
    return row
