# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two people decide at the same moment: one decision holds, and one version is made."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from schakel.pathway.actions.proposals import RefusedError, approve, propose, reject
from schakel.pathway.models import Proposal, RequirementVersion
from schakel.pathway.tests.editing import current, load_small, now, saying

DECIDERS = ["person:2", "person:3", "person:4"]


def decide(by: str, proposal: Proposal) -> str:
    """Approve, or reject for the third; answers what became of it."""
    try:
        (reject if by == DECIDERS[2] else approve)(by=by, proposal=proposal, why="Seen.")
    except RefusedError:
        return "refused"
    else:
        return "decided"
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_one_of_many_deciders_decides(tmp_path) -> None:  # type: ignore[no-untyped-def]
    load_small(tmp_path)
    said = saying(note="Another note")
    proposal = propose(by="person:1", requirement=now(), item=said, base=current().pk, reason="Seen.")
    # SQLite's tests share one database in memory, which locks whole tables: there they take turns.
    workers = len(DECIDERS) if connection.vendor == "postgresql" else 1
    with ThreadPoolExecutor(workers) as pool:
        answers = list(pool.map(lambda by: decide(by, proposal), DECIDERS))
    assert sorted(answers) == ["decided", "refused", "refused"]
    proposal.refresh_from_db()
    versions = RequirementVersion.objects.filter(requirement=proposal.requirement).count()
    assert versions == (2 if proposal.state == Proposal.APPROVED else 1)
