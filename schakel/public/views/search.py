# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The search page: one box, what was found by kind, in pages."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from schakel.people.door import open_to_all
from schakel.search.engine.ranking import Found
from schakel.search.reads import Answer
from schakel.search.reads import search as searched

# In the order in which kinds are shown: few and general first.
KINDS: dict[str, Promise] = {
    "therapy": _("Therapies, in plain words"),
    "condition": _("Diseases"),
    "product": _("Products"),
    "horizon": _("On the horizon"),
    "organisation": _("Organisations"),
    "initiative": _("Initiatives"),
    "aspect": _("Aspects"),
    "standard": _("Dutch standards"),
    "question": _("Questions to firms"),
    "route": _("Routes to the patient"),
    "rule": _("Rules"),
    "register": _("Trials and exemptions"),
    "group": _("Working groups"),
    "solution": _("Solutions"),
    "scenario": _("Capacity scenarios"),
    "bottleneck": _("Bottlenecks"),
    "recommendation": _("Recommendations"),
    "action": _("Promised actions"),
    "news": _("News"),
    "requirement": _("Requirements"),
    "document": _("Documents"),
}
FIRST = 5  # of each kind, where all kinds are shown


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind. `more` leads to all of it where some were left out."""

    label: str | Promise
    found: tuple[Found, ...]
    total: int
    more: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str | Promise
    count: int
    url: str
    here: bool


@open_to_all
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything that holds the words of the box; `kind` shows one kind, in pages."""
    text = request.GET.get("q", "").strip()
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    number, lang = _page(request.GET.get("page", "")), get_language() or "nl"
    size = settings.SCHAKEL_PAGE_SIZE
    answer = searched(text, lang, kind=kind or None, limit=size, offset=(number - 1) * size)
    total = sum(answer.kinds.values())
    context = {
        "text": text,
        "answer": answer,
        "total": total,
        "suggested": answer.suggestion and _address(answer.suggestion),
        "tabs": _tabs(text, kind, answer) if total else [],
        "groups": [_one_kind(kind, answer)] if kind and answer.found else _groups(text, lang, answer),
        "pages": _pages(text, kind, number, answer.total, size) if kind else [],
    }
    return render(request, "public/search.html", context)


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and 0 < int(text[:6]) < 10_000 else 1


def _address(text: str, **more: object) -> str:
    return f"{reverse('search')}?{urlencode({'q': text, **more})}"


def _tabs(text: str, kind: str, answer: Answer) -> list[Tab]:
    found = [Tab(_("All"), sum(answer.kinds.values()), _address(text), not kind)]
    counts = [(name, label, answer.kinds.get(name, 0)) for name, label in KINDS.items()]
    return [*found, *(Tab(label, n, _address(text, kind=name), kind == name) for name, label, n in counts if n)]


def _groups(text: str, lang: str, answer: Answer) -> list[Group]:
    """The best of each kind."""
    groups = []
    for name, label in KINDS.items():
        if total := answer.kinds.get(name, 0):
            best = searched(text, lang, kind=name, limit=FIRST).found
            groups.append(Group(label, best, total, _address(text, kind=name) if total > len(best) else ""))
    return groups


def _one_kind(kind: str, answer: Answer) -> Group:
    return Group(KINDS[kind], answer.found, answer.total, "")


def _pages(text: str, kind: str, number: int, total: int, size: int) -> list[tuple[int, str, bool]]:
    """Number, address and whether it is this page; none where one page holds all."""
    last = -(-total // size)
    if last < 2:
        return []
    return [(n, _address(text, kind=kind, page=n), n == number) for n in range(1, last + 1)]
