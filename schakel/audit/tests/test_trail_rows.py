# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The trail in the database: what can be added, and that nothing can be changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from schakel.audit import reads
from schakel.audit.actions import TrailFault, erase_personal, record
from schakel.audit.engine.entry import Opening, parse
from schakel.audit.engine.verdict import Malformed
from schakel.audit.models import AppendOnly, Checkpoint, Entry, Head, Personal, Subtree

pytestmark = pytest.mark.django_db


def add(count: int = 1, **changes: object) -> Entry:
    said = {"by": "person:7", "action": "product.read", "object": "product:kymriah", "details": {"why": "test"}}
    return [record(**(said | changes)) for _ in range(count)][-1]


def test_an_entry_holds_what_was_said() -> None:
    row = add(details={"from": 1, "to": [True, None, "½"]})
    line = reads.entry(row.index)
    assert (line.actor, line.action, line.object) == ("person:7", "product.read", "product:kymriah")
    assert line.details == {"from": 1, "to": [True, None, "½"]}
    assert parse(bytes(row.body)).leaf == bytes(row.leaf_hash)


def test_indexes_have_no_gaps_and_the_head_follows() -> None:
    assert [add().index for _ in range(5)] == [0, 1, 2, 3, 4]
    assert reads.size() == Head.objects.get().size == 5


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TrailFault, match="in the transaction"):
        add()
    assert Entry.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_leaves_no_entry_and_no_gap() -> None:
    with transaction.atomic():
        add(3)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert add().index == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"by": "Jansen"},
        {"object": "kymriah"},
        {"object": "product:"},
        {"action": "Read it"},
        {"action": "read"},
        {"details": {"when": object()}},
        {"details": {"much": 2**60}},
        {"details": {"never": float("nan")}},
    ],
    ids=str,
)
def test_what_is_no_entry_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(Malformed):
        add(**changes)
    assert Entry.objects.count() == 0


def test_python_cannot_change_history() -> None:
    row = add()
    row.actor = "person:8"
    for attempt in (
        row.save,
        row.delete,
        lambda: Entry.objects.update(actor="person:8"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update([row], ["actor"]),
    ):
        with pytest.raises(AppendOnly):
            attempt()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry(index=0, at=row.at, body=b"", leaf_hash=b"").save()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'person:8'",
        "DELETE FROM audit_entry",
        "UPDATE audit_subtree SET hash = leaf_hash FROM audit_entry",
        "DELETE FROM audit_subtree",
        "UPDATE audit_checkpoint SET note = ''",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_head SET size = 1",
        "UPDATE audit_head SET size = 256",
        "UPDATE audit_head SET size = 258",
        "DELETE FROM audit_head",
        "UPDATE audit_personal SET value = 'B. Bakker'",
    ],
)
def test_the_database_itself_refuses(statement: str) -> None:
    entry = add(256, personal={"name": "A. Jansen"})
    assert Subtree.objects.count() == 1
    Checkpoint.objects.create(size=256, at=entry.at, actor="person:7", note="n", key="k")
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("table", ["audit_entry", "audit_subtree", "audit_checkpoint", "audit_head"])
def test_no_table_can_be_truncated(table: str) -> None:
    # SQLite does not know the word.
    refusal = "only added to" if connection.vendor == "postgresql" else "syntax error"
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table}")


def test_only_a_test_database_can_be_flushed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "schakel")
    with pytest.raises(CommandError, match="cannot be flushed"):
        call_command("flush", interactive=False)


def test_a_name_can_go_while_the_entry_stays() -> None:
    row = add(personal={"name": "A. Jansen"})
    kept = Personal.objects.get()
    assert reads.entry(row.index).personal == {"name": "A. Jansen"}
    assert b"Jansen" not in bytes(row.body)
    commitment = parse(bytes(row.body)).personal["name"]
    assert Opening(bytes(kept.salt), kept.value).opens("name", commitment)
    assert not Opening(bytes(kept.salt), "B. Bakker").opens("name", commitment)
    root = reads.root(1)
    assert erase_personal(by="person:1", indexes=[row.index], reason="asked to be forgotten") == 1
    assert reads.entry(row.index).personal == {}
    assert reads.root(1) == root
    assert reads.entry(1).details == {"entries": [0], "reason": "asked to be forgotten", "values": 1}
