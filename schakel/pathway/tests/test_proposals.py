# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing and deciding: two persons, one transaction, nothing lost, everything in the trail."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from schakel.audit.models import Entry
from schakel.pathway import reads
from schakel.pathway.actions import proposals as actions
from schakel.pathway.engine.change import ChangeError
from schakel.pathway.engine.constraints import Range
from schakel.pathway.export import texts
from schakel.pathway.models import Proposal, RequirementVersion
from schakel.pathway.tests.editing import current, load_small, now, saying
from schakel.sources.models import Document

pytestmark = pytest.mark.django_db
ANN, BOB = "person:1", "person:2"
COLDER = {"max": -150, "unit": "Cel"}


@pytest.fixture(autouse=True)
def facts(tmp_path) -> None:  # type: ignore[no-untyped-def]
    load_small(tmp_path)


def put(by: str = ANN, **said: Any) -> Proposal:
    said = said or {"must": COLDER}
    return actions.propose(
        by=by, requirement=now(), item=saying(**said), base=current().pk, reason="The new SmPC says so."
    )


def limit() -> Any:
    constraint = now().constraint
    assert isinstance(constraint, Range)
    return constraint.high


def test_a_proposal_changes_nothing_yet() -> None:
    version = reads.version()
    proposal = put()
    assert (proposal.state, limit(), reads.version()) == (Proposal.OPEN, -120, version)
    assert Entry.objects.order_by("-index")[0].action == "proposal.make"


def test_approval_makes_the_next_version_and_keeps_the_first() -> None:
    token, first = reads.version(), current()
    proposal = put()
    (second,) = actions.approve(by=BOB, proposal=proposal, why="Read and agreed.")
    first.refresh_from_db()
    proposal.refresh_from_db()
    assert limit() == -150
    assert (first.replaced_by, first.replaced_at) == (BOB, second.recorded_at)
    assert (second.recorded_by, second.replaced_at) == (BOB, None)
    assert (proposal.state, proposal.decided_by) == (Proposal.APPROVED, BOB)
    assert reads.version() != token
    assert [v.requirement.constraint.high for v in reads.history(second.requirement)] == [-150, -120]  # type: ignore[union-attr]


def test_the_trail_tells_who_proposed_and_who_approved_but_not_the_words() -> None:
    actions.approve(by=BOB, proposal=put(), why="secret words")
    told = list(Entry.objects.order_by("-index").values_list("action", "actor")[:3])
    assert told == [("proposal.approved", BOB), ("requirement.record", BOB), ("proposal.make", ANN)]
    assert not any(b"secret words" in bytes(e.body) or b"SmPC says" in bytes(e.body) for e in Entry.objects.all())


def test_nobody_decides_on_their_own_proposal() -> None:
    proposal = put()
    for decide in (actions.approve, actions.reject):
        with pytest.raises(actions.RefusedError):
            decide(by=ANN, proposal=proposal, why="mine")
    assert limit() == -120


def test_the_database_refuses_it_too() -> None:
    proposal = put()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(
            state=Proposal.APPROVED, decided_by=ANN, decided_at=timezone.now()
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "approved"},
        {"state": "odd", "decided_by": BOB},
        {"state": "withdrawn", "decided_by": BOB},
        {"reason": ""},
        {"requirement": None},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong: dict[str, Any]) -> None:
    proposal = put()
    moment = {"decided_at": timezone.now()} if "decided_by" in wrong else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(**wrong, **moment)


def test_rejecting_takes_words_and_changes_nothing() -> None:
    proposal = put()
    with pytest.raises(actions.RefusedError):
        actions.reject(by=BOB, proposal=proposal, why="  ")
    actions.reject(by=BOB, proposal=proposal, why="The source does not say this.")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_why, limit()) == ("rejected", "The source does not say this.", -120)


def test_only_the_proposer_withdraws() -> None:
    proposal = put()
    with pytest.raises(actions.RefusedError):
        actions.withdraw(by=BOB, proposal=proposal)
    actions.withdraw(by=ANN, proposal=proposal)
    with pytest.raises(actions.RefusedError):
        actions.approve(by=BOB, proposal=proposal, why="too late")
    assert limit() == -120


def test_a_proposal_is_decided_once() -> None:
    proposal = put()
    actions.approve(by=BOB, proposal=proposal, why="")
    with pytest.raises(actions.RefusedError):
        actions.approve(by=BOB, proposal=proposal, why="")
    assert RequirementVersion.objects.filter(requirement=proposal.requirement).count() == 2


def test_of_two_proposals_the_second_is_overtaken() -> None:
    first, second = put(), put(by="person:3", note="Another change")
    actions.approve(by=BOB, proposal=first, why="")
    with pytest.raises(actions.StaleError):
        actions.approve(by=BOB, proposal=second, why="")
    assert limit() == -150
    actions.reject(by=BOB, proposal=second, why="overtaken")


def test_what_was_written_over_an_older_version_is_stale() -> None:
    base, said = current().pk, saying(note="Written before")
    actions.approve(by=BOB, proposal=put(), why="")
    with pytest.raises(actions.StaleError):
        actions.propose(by=ANN, requirement=now(), item=said, base=base, reason="x")


def test_saying_what_is_there_already_is_no_proposal() -> None:
    with pytest.raises(actions.RefusedError):
        put(must={"max": -120, "unit": "Cel"})


def test_what_no_file_may_say_is_refused() -> None:
    with pytest.raises(ChangeError):
        put(must={"max": 5, "unit": "min"})
    assert not Proposal.objects.exists()


def test_without_a_trail_entry_nothing_is_applied(monkeypatch: pytest.MonkeyPatch) -> None:
    proposal = put()

    def broken(**_: object) -> None:
        raise OSError("no trail")

    monkeypatch.setattr(actions, "record", broken)
    with pytest.raises(OSError, match="no trail"):
        actions.approve(by=BOB, proposal=proposal, why="")
    proposal.refresh_from_db()
    assert (proposal.state, limit()) == (Proposal.OPEN, -120)


def test_the_export_says_what_was_approved() -> None:
    actions.approve(by=BOB, proposal=put(), why="")
    text = {name: data for name, data in texts().items() if name.endswith("alpha.yaml")}
    assert "max: -150" in "".join(text.values())


def test_a_document_is_replaced_in_every_fact_that_cites_it() -> None:
    old = Document.objects.get(key=now().citation.document.key)
    cited = {r.id for r in reads.citing(old.key)}
    new = {"doc": old.title, "version": "2"}
    proposal = actions.propose_document(by=ANN, document=old, item=new, reason="A new edition, read again.")
    actions.approve(by=BOB, proposal=proposal, why="")
    assert now().citation.document.version == "2"
    assert reads.citing(old.key) == []
    assert {r.id for r in reads.citing(now().citation.document.key)} == cited
    assert Document.objects.filter(pk=old.pk).exists()
    assert now().constraint == Range(None, now().constraint.high, "Cel")  # type: ignore[union-attr]


def test_a_document_that_nothing_cites_or_that_is_the_same_is_refused() -> None:
    old = Document.objects.get(key=now().citation.document.key)
    same = {"doc": old.title, "version": old.version}
    with pytest.raises(actions.RefusedError):
        actions.propose_document(by=ANN, document=old, item=same, reason="x")
    unused = Document.objects.create(key="0" * 16, title="Unused")
    with pytest.raises(actions.StaleError):
        actions.propose_document(by=ANN, document=unused, item={"doc": "Other"}, reason="x")
