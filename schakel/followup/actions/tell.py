# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the search box finds of this room, and the news about it."""

from collections.abc import Iterator

from django.db import transaction

from schakel.following.actions import announce
from schakel.followup.engine.progress import State
from schakel.followup.engine.words import KINDS, STATES
from schakel.followup.models import Change, Item
from schakel.network import reads as network
from schakel.search.actions import Indexed, index

LONGEST = 160


@transaction.atomic
def index_followup() -> int:
    """Brings the index up to date; answers how many entries it holds of this room."""
    return index(room="followup", entries=[*_bottlenecks(), *_items()])


def _bottlenecks() -> Iterator[Indexed]:
    categories = network.categories()
    for row in network.bottlenecks():
        words = categories.get(row.category)
        title = (_short(row.nl), _short(row.en))
        nl, en = (f"{words.label.nl} · {row.nl}", f"{words.label.en} · {row.en}") if words else (row.nl, row.en)
        yield Indexed("bottleneck", row.id, f"/bottlenecks/{row.id}/", *title, nl, en)


def _items() -> Iterator[Indexed]:
    rows = Item.objects.filter(removed_at=None).prefetch_related("actors", "found")
    named = network.actors({actor.actor for row in rows for actor in row.actors.all()})
    for row in rows:
        who = [named[actor.actor] for actor in row.actors.all()]
        nl = " · ".join([row.nl, *(label.nl for label in who), row.theme_nl, *(found.nl for found in row.found.all())])
        en = " · ".join([row.en, *(label.en for label in who), row.theme_en, *(found.en for found in row.found.all())])
        yield Indexed(row.kind, row.key, f"/followup/{row.key}/", _short(row.nl), _short(row.en), nl, en)


def tell(*, item: Item, change: Change) -> None:
    """Announces a state to who follows the item or a bottleneck that it answers."""
    state, kind = STATES[State(change.state)], KINDS[item.kind]
    announce(
        topics=[f"{item.kind}:{item.key}", *(f"bottleneck:{key}" for key in item.answers.values_list("pk", flat=True))],
        title_nl=f"{kind.nl.capitalize()} {item.key} is nu “{state.nl}”: {_short(item.nl)}",
        title_en=f"{kind.en.capitalize()} {item.key} is now “{state.en}”: {_short(item.en)}",
        url=f"/followup/{item.key}/",
        by=change.by,
        at=change.at,
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
