# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What pages of this room show of an item: words, who should act, state and term. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from schakel.followup import reads
from schakel.followup.engine.progress import Standing, State, Timing
from schakel.followup.engine.words import HORIZONS, KINDS, ORIGINS, STATES, timing_words
from schakel.followup.models import Item
from schakel.network import reads as network
from schakel.values.labels import Label


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter with how many it leaves."""

    id: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who should act; the address lists all that they should do."""

    slug: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class StateView:
    """A state in words. `late`: known not to be done though its term passed; `open_end`: passed and nothing known."""

    id: str
    words: str
    timing: str
    late: bool
    open_end: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """A recommendation or action in a list."""

    key: str
    kind: str
    text: str
    url: str
    actors: tuple[Actor, ...]
    due: str
    due_by: date | None
    state: StateView
    origin: str
    theme: str
    answers: int = 0


def today() -> date:
    return timezone.localdate()


def state_view(found: Standing, lang: str) -> StateView:
    return StateView(
        id=found.state.value,
        words=STATES[found.state].in_(lang),
        timing=timing_words(found).in_(lang),
        late=found.timing is Timing.OVERDUE,
        open_end=found.timing is Timing.PASSED_UNKNOWN,
    )


def item_views(rows: Iterable[Item], lang: str, on: date) -> list[ItemView]:
    """The items of a list, with the words of everyone who should act in one go."""
    listed = list(rows)
    named = network.actors({row.actor for item in listed for row in item.actors.all()})
    return [item_view(item, named, lang, on) for item in listed]


def item_view(item: Item, named: Mapping[str, Label], lang: str, on: date) -> ItemView:
    return ItemView(
        key=item.key,
        kind=KINDS[item.kind].in_(lang),
        text=item.said("", lang),
        url=reverse("followup_item", args=[item.key]),
        actors=tuple(actor(row.actor, named, lang) for row in item.actors.all()),
        due=item.said("due", lang) or (HORIZONS[item.horizon].in_(lang) if item.horizon else ""),
        due_by=item.due_by,
        state=state_view(reads.standing_of(item, on), lang),
        origin=ORIGINS[item.origin].in_(lang) if item.origin in ORIGINS else item.origin,
        theme=item.said("theme", lang),
        answers=getattr(item, "answer_count", 0),
    )


def actor(slug: str, named: Mapping[str, Label], lang: str) -> Actor:
    address = f"{reverse('followup')}?{urlencode({'actor': slug})}"
    return Actor(slug, named[slug].in_(lang) if slug in named else slug, address)


def state_choices(counts: Mapping[str, int], lang: str) -> list[Choice]:
    return [Choice(s.value, STATES[s].in_(lang), counts[s.value]) for s in State if counts.get(s.value)]
