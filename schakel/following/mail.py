# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A digest as mail: plain text and simple HTML, in the language in which the person followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.following.models import PERSONAL, Digest, Notification
from schakel.following.topics import topic as found_topic
from schakel.following.unsubscribing import unsubscribe_path
from schakel.people.models import Person

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Item:
    title: str
    url: str
    at: Any


@dataclass(frozen=True, slots=True)
class Part:
    """What happened in one topic, and the link that stops mail about it."""

    title: str
    items: tuple[Item, ...]
    stop: str


def digest_mail(digest: Digest, listed: Sequence[Notification], connection: Any) -> EmailMultiAlternatives:
    """The mail of these notifications, oldest first within their topic; `List-Unsubscribe` works in one click."""
    person = digest.person
    with translation.override(language_of(person)):
        stop_all = site(unsubscribe_path(person))
        context = {
            "name": person.name,
            "parts": _parts(person, listed[:MOST_LISTED]),
            "more": max(0, len(listed) - MOST_LISTED),
            "stop_all": stop_all,
            "notifications": site("/notifications/"),
            "following": site("/following/"),
            "language": translation.get_language(),
        }
        number = len(listed)
        subject = ngettext(
            "One thing happened in what you follow", "%(number)d things happened in what you follow", number
        )
        text, html = (render_to_string(f"following/digest.{kind}", context) for kind in ("txt", "html"))
        mail = EmailMultiAlternatives(subject % {"number": number}, text, to=[person.email], connection=connection)
    mail.attach_alternative(html, "text/html")
    mail.extra_headers = {
        "List-Unsubscribe": f"<{stop_all}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<digest-{digest.pk}@{urlsplit(settings.SCHAKEL_SITE).hostname}>",
    }
    return mail


def language_of(person: Person) -> str:
    """The language of the last choice the person made here; Dutch when there was none."""
    last = person.subscriptions.filter(until__isnull=True).order_by("-since", "-id").first()
    return last.language if last is not None else "nl"


def site(path: str) -> str:
    """The whole address of a path of this site."""
    return settings.SCHAKEL_SITE.rstrip("/") + path


def _parts(person: Person, listed: Sequence[Notification]) -> list[Part]:
    by_topic: dict[str, list[Item]] = {}
    dutch = translation.get_language() == "nl"
    for one in listed:
        title = one.title_nl if dutch else one.title_en
        by_topic.setdefault(one.topic, []).append(Item(title, site(one.url), one.at))
    return [
        Part(_title(topic, dutch=dutch), tuple(items), site(unsubscribe_path(person, topic)))
        for topic, items in by_topic.items()
    ]


def _title(topic: str, *, dutch: bool) -> str:
    if topic == PERSONAL:
        return _("For you alone")
    found = found_topic(topic)
    if found is None:
        return topic
    return found.title_nl if dutch else found.title_en
