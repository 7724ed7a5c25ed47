# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every address names who may come in: a permission of the list, or open to all. Forgetting is not possible."""

from schakel.people.door import OPEN
from schakel.people.permissions import Permission
from tools.doors import Door, doors


def named(door: Door) -> bool:
    return door.asks == OPEN or isinstance(door.asks, Permission)


def test_every_address_names_its_door() -> None:
    without = [f"{door.route} ({door.name})" for door in doors() if not named(door)]
    assert without == []


def test_every_permission_is_asked_somewhere() -> None:
    asked = {door.asks for door in doors()}
    assert [each.name for each in Permission if each not in asked] == []
