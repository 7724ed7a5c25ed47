# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of scenarios and their versions.

The trail gets who kept which scenario, never its words: those may hold what must be erasable.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.capacity import reads
from schakel.capacity.engine.scenario.read import read_scenario
from schakel.capacity.models import Scenario, ScenarioVersion
from schakel.following.actions.following import announce
from schakel.people.models import Person
from schakel.search.actions import Indexed, index
from schakel.values import plain
from schakel.values.located import Located

ROOM = "capacity"
LOADER = "system:load"


class RefusedError(Exception):
    """A rule of the room forbids it; the message is for the reader."""


@transaction.atomic
def load_examples(*, by: str, examples: Sequence[Mapping[str, Any]], at: datetime | None = None) -> list[str]:
    """Makes the example scenarios say what the files say; answers the keys that changed."""
    at = at or timezone.now()
    known = {row.key: row for row in Scenario.objects.filter(owner=None)}
    changed = []
    for place, data in enumerate(examples):
        row = known.pop(data["key"], None)
        digest = plain.digest(data)
        if row and row.loaded == digest and row.removed_at is None and row.place == place:
            continue
        row = row or Scenario(key=data["key"], sight=Scenario.Sight.PUBLIC, made_at=at)
        moved, known_before = row.loaded != digest, row.pk is not None
        row.loaded, row.place, row.removed_at = digest, place, None
        row.save()
        if moved:
            version = _add_version(row, data, by, "", at)
            if known_before:
                _announce(version, by, at)
        changed.append(row.key)
    for row in known.values():
        if row.removed_at is None:
            row.removed_at = at
            row.save(update_fields=["removed_at"])
            changed.append(row.key)
    if changed:
        record(by=by, action="scenario.load", object="scenario:examples", details={"keys": sorted(changed)}, at=at)
        reindex()
    return changed


def _announce(version: ScenarioVersion, by: str, at: datetime) -> None:
    """Tells who follows a public scenario that its numbers changed."""
    key = version.scenario.key
    titles = {"title_nl": f"{version.title_nl}: andere getallen", "title_en": f"{version.title_en}: other numbers"}
    announce(topics=[f"scenario:{key}"], **titles, url=f"/capacity/{key}/", by=by, at=at)


def _add_version(row: Scenario, data: Mapping[str, Any], by: str, note: str, at: datetime) -> ScenarioVersion:
    last = row.versions.order_by("-number").first()
    return ScenarioVersion.objects.create(
        scenario=row,
        number=last.number + 1 if last else 1,
        title_nl=data["title"]["nl"][:300],
        title_en=data["title"]["en"][:300],
        data=plain.dumps(data),
        # The key and the titles say nothing about the numbers: who forks and renames keeps the answer.
        digest=plain.digest({name: part for name, part in data.items() if name not in ("key", "title", "about")}),
        by=by,
        at=at,
        note=note,
    )


@transaction.atomic
def fork(*, by: Person, version: ScenarioVersion, data: Mapping[str, Any], note: str = "") -> Scenario:
    """A scenario of one's own that starts as `data`, which came from this version; only its owner sees it at first."""
    at, key = timezone.now(), f"s-{secrets.token_hex(8)}"
    fresh = {**data, "key": key}
    read_scenario(Located("scenario", fresh, {}))
    row = Scenario.objects.create(key=key, owner=by, sight=Scenario.Sight.OWN, forked=version, made_at=at)
    _add_version(row, fresh, by.actor, note, at)
    record(by=by.actor, action="scenario.fork", object=f"scenario:{key}", details={"of": version.pk}, at=at)
    return row


@transaction.atomic
def add_version(
    *, by: Person, scenario: Scenario, base: int, data: Mapping[str, Any], note: str = ""
) -> ScenarioVersion:
    """The next version of one's own scenario. `base` is the version that was shown: another since then is refused."""
    row = _own(by, scenario)
    last = reads.newest(row)
    if last.number != base:
        raise RefusedError(_("You changed this scenario elsewhere meanwhile. Look at it again."))
    fresh = {**data, "key": row.key}
    if plain.dumps(fresh) == last.data:
        return last
    read_scenario(Located("scenario", fresh, {}))
    at = timezone.now()
    version = _add_version(row, fresh, by.actor, note, at)
    details = {"number": version.number, "digest": version.digest}
    record(by=by.actor, action="scenario.keep", object=f"scenario:{row.key}", details=details, at=at)
    return version


@transaction.atomic
def go_back(*, by: Person, scenario: Scenario, number: int) -> ScenarioVersion:
    """Makes an earlier version the newest again, as a version of its own: nothing is lost."""
    row = _own(by, scenario)
    old = row.versions.filter(number=number).first()
    if old is None:
        raise RefusedError(_("There is no such version."))
    at = timezone.now()
    version = _add_version(row, plain.loads(old.data), by.actor, old.note, at)
    details = {"number": version.number, "back_to": number}
    record(by=by.actor, action="scenario.go_back", object=f"scenario:{row.key}", details=details, at=at)
    return version


@transaction.atomic
def show_to(*, by: Person, scenario: Scenario, sight: str) -> Scenario:
    """Says who sees one's scenario; the public list is for examples, so one's own is by link at most."""
    row = _own(by, scenario)
    if sight not in (Scenario.Sight.LINK, Scenario.Sight.OWN):
        raise RefusedError(_("A scenario of your own is yours alone, or for who has the link."))
    row.sight = sight
    row.save(update_fields=["sight"])
    record(by=by.actor, action="scenario.show_to", object=f"scenario:{row.key}", details={"sight": sight})
    return row


@transaction.atomic
def remove(*, by: Person, scenario: Scenario) -> None:
    """Takes one's scenario out of sight, for good."""
    row = _own(by, scenario)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    record(by=by.actor, action="scenario.remove", object=f"scenario:{row.key}", details={})


def _own(by: Person, scenario: Scenario) -> Scenario:
    row = Scenario.objects.select_for_update().get(pk=scenario.pk)
    if row.owner_id != by.pk:
        raise RefusedError(_("This scenario is someone else's. Make your own from it."))
    return row


def reindex() -> None:
    """Brings what the search box finds up to date: the public scenarios."""
    index(room=ROOM, entries=_entries())


def _entries() -> list[Indexed]:
    found = []
    for row in reads.scenarios_for(None):
        version = reads.newest(row)
        about = plain.loads(version.data).get("about") or {"nl": "", "en": ""}
        address = f"/capacity/{row.key}/"
        titles = (version.title_nl, version.title_en)
        found.append(Indexed("scenario", row.key, address, *titles, about["nl"], about["en"]))
    return found
