# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the search finds of the public pages: therapies, diseases and news. Each with the words that people may use."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import override

from schakel.catalogue import reads as catalogue
from schakel.public import reads
from schakel.public.models import NewsItem
from schakel.public.views.told import Therapy, sentence, therapies
from schakel.search.actions import Indexed


def entries() -> list[Indexed]:
    """Everything of this room, in the order in which it is shown."""
    return [*_therapies(), *_conditions(), *map(_news, reads.published())]


def _therapies() -> Iterator[Indexed]:
    with override("nl"):
        dutch = {one.slug: (one, sentence(one.name, one.answer)) for one in therapies("nl")}
    with override("en"):
        english = {one.slug: (one, sentence(one.name, one.answer)) for one in therapies("en")}
    for slug, (one, title) in dutch.items():
        other, title_en = english[slug]
        yield Indexed(
            "therapy",
            slug,
            reverse("therapy", args=[slug]),
            title,
            title_en,
            _body(one, "nl"),
            _body(other, "en"),
        )


def _body(one: Therapy, lang: str) -> str:
    named = (f"{c.label.in_(lang)} {' '.join(c.words)}" for c in one.conditions)
    return " · ".join([one.kind, one.substance, *named])


def _conditions() -> Iterator[Indexed]:
    for one in catalogue.conditions().values():
        url, words = reverse("condition", args=[one.id]), " ".join(one.words)
        nl, en = (one.what.nl, one.what.en) if one.what else ("", "")
        yield Indexed("condition", one.id, url, one.label.nl, one.label.en, f"{nl} {words}", f"{en} {words}")


def _news(item: NewsItem) -> Indexed:
    url, title_en = reverse("news_item", args=[item.pk]), item.title_en or item.title_nl
    return Indexed("news", str(item.pk), url, item.title_nl, title_en, item.text_nl, item.text_en or item.text_nl)
