# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Several writers at once. On PostgreSQL they queue at the head row; SQLite lets one in at a time by itself."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from schakel.audit import reads
from schakel.audit.actions import record
from schakel.audit.engine.merkle import root_of
from schakel.audit.models import Entry

WRITERS, EACH = 4, 25


def write(writer: int) -> None:
    try:
        for number in range(EACH):
            with transaction.atomic():
                record(by=f"person:{writer}", action="test.write", object="test:all", details={"number": number})
                # Some give up after all: their index must be used again.
                transaction.set_rollback(number % 5 == 4)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_writers_leave_no_gap_and_a_tree_that_verifies() -> None:
    # SQLite's tests share one database in memory, which locks whole tables: there the writers take turns.
    workers = WRITERS if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(write, range(WRITERS)))
    kept = list(Entry.objects.order_by("index").values_list("index", "leaf_hash"))
    assert [index for index, _ in kept] == list(range(WRITERS * EACH * 4 // 5))
    assert reads.size() == len(kept)
    assert reads.root(len(kept)) == root_of([bytes(leaf) for _, leaf in kept])
