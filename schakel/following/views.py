# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages: what I follow, what I was told, and the end of mail without logging in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from schakel.following import actions, reads
from schakel.following.models import PERSONAL, Rhythm, Subscription
from schakel.following.topics import topic as found_topic
from schakel.following.unsubscribing import Stop, stop_of
from schakel.people.door import open_to_all, person_of, requires
from schakel.people.permissions import Permission

RHYTHMS = {
    Rhythm.DAILY: pgettext_lazy("rhythm", "every day"),
    Rhythm.WEEKLY: pgettext_lazy("rhythm", "every week"),
    Rhythm.NEVER: pgettext_lazy("rhythm", "no mail, only here"),
}


@dataclass(frozen=True, slots=True)
class Followed:
    """A topic as the page shows it; without an address its subject is gone or closed now."""

    topic: str
    title: str
    url: str
    rhythm: str


@requires(Permission.FOLLOW)
@require_GET
def following(request: HttpRequest) -> HttpResponse:
    """What I follow and how often mail comes."""
    me = person_of(request)
    context = {
        "followed": sorted(map(_followed, reads.following(me)), key=lambda one: one.title.casefold()),
        "personal": reads.personal_rhythm(me),
        "personal_topic": PERSONAL,
        "rhythms": RHYTHMS.items(),
    }
    return render(request, "following/following.html", context)


@requires(Permission.FOLLOW)
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """Follow a topic, or choose another rhythm for it."""
    topic, rhythm = request.POST.get("topic", ""), request.POST.get("rhythm", Rhythm.WEEKLY.value)
    try:
        actions.follow(person=person_of(request), topic=topic, rhythm=rhythm)
    except actions.RefusedError as refused:
        return render(request, "following/follow_refused.html", {"why": str(refused)}, status=refused.status)
    return _answer(request, topic, _("You follow this. What happens comes to you by mail."))


@requires(Permission.FOLLOW)
@require_POST
def unfollow(request: HttpRequest) -> HttpResponse:
    """Stop following a topic."""
    topic = request.POST.get("topic", "")
    actions.unfollow(person=person_of(request), topic=topic)
    return _answer(request, topic, _("You do not follow this any more."))


@requires(Permission.FOLLOW)
@require_GET
def notifications(request: HttpRequest) -> HttpResponse:
    """What I was told, unread first."""
    page = Paginator(reads.notifications(person_of(request)), settings.SCHAKEL_PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    dutch = get_language() == "nl"
    lines = [
        {"id": one.pk, "title": one.title_nl if dutch else one.title_en, "at": one.at, "unread": one.read_at is None}
        for one in page
    ]
    context = {"page": page, "lines": lines, "new": reads.unread(person_of(request))}
    return render(request, "following/notifications.html", context)


@requires(Permission.FOLLOW)
@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one notification as read and go where it leads, or mark all."""
    me, asked = person_of(request), request.POST.get("id", "")
    if asked and not asked.isdecimal():
        return redirect("notifications")
    one = me.notifications.filter(pk=int(asked)).first() if asked else None
    if asked and one is None:
        return redirect("notifications")
    actions.mark_read(person=me, id=one.pk if one else None)
    return redirect(one.url if one else "notifications")


@csrf_exempt
@open_to_all
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End mail from a link in a mail. The token is the proof, so mail programs may post here (RFC 8058)."""
    stop = stop_of(token)
    if stop is None:
        return render(request, "following/unsubscribe.html", {"stop": None}, status=404)
    if request.method == "POST":
        actions.stop_mail(person=stop.person, topic=stop.topic)
    context = {"stop": stop, "title": _title(stop), "stopped": request.method == "POST"}
    return render(request, "following/unsubscribe.html", context)


def _followed(row: Subscription) -> Followed:
    found = found_topic(row.topic)
    if found is None:
        return Followed(row.topic, row.topic, "", row.rhythm)
    title = found.title_nl if get_language() == "nl" else found.title_en
    return Followed(row.topic, title, found.url, row.rhythm)


def _title(stop: Stop) -> str:
    found = None if stop.everything or stop.personal else found_topic(stop.topic)
    if found is None:
        return ""
    return found.title_nl if get_language() == "nl" else found.title_en


def _answer(request: HttpRequest, topic: str, words: str) -> HttpResponse:
    """The new button to a page that asked for it alone; else back to the page, with the words."""
    if request.headers.get("HX-Request"):
        context: dict[str, Any] = {"topic": topic}
        return render(request, "following/follow.html", context)
    messages.success(request, words)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return redirect(wanted if safe else "following")
