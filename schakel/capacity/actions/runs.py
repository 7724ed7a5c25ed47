# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of runs, from asked to answered; one run for all who ask the same."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.audit.actions import record
from schakel.capacity import reads
from schakel.capacity.actions.scenarios import RefusedError
from schakel.capacity.engine.scenario.answer import LONG, seconds_of
from schakel.capacity.engine.simulation.model import ModelError
from schakel.capacity.models import Run, ScenarioVersion

AT_ONCE = 3
TOO_LONG = 7200.0
DEAD_AFTER = timedelta(minutes=2)
WORKER = "system:worker"


class LongError(RefusedError):
    """The run would take long; ask again with `confirmed`."""

    def __init__(self, seconds: float) -> None:
        minutes = max(1, round(seconds / 60))
        super().__init__(_("This takes about %(minutes)d minutes. Confirm to start it.") % {"minutes": minutes})


def ask_run(*, by: str, version: ScenarioVersion, confirmed: bool = False) -> Run:
    """The run that answers this version: the one there is, or a new one put in the queue.

    LongError when it takes long and nobody confirmed; RefusedError when it would take hours or too many wait already.
    """
    return _asked(by, version, None, version.digest, confirmed=confirmed)


def ask_versus(*, by: str, base: ScenarioVersion, other: ScenarioVersion, confirmed: bool = False) -> Run:
    """The run that compares two contents on the same luck, asked and refused as `ask_run`."""
    return _asked(by, other, base, reads.versus_digest(base, other), confirmed=confirmed)


def _asked(by: str, version: ScenarioVersion, against: ScenarioVersion | None, digest: str, *, confirmed: bool) -> Run:
    found = reads.run_with(digest)
    if found is not None and found.state not in (Run.State.FAILED, Run.State.CANCELLED):
        return found
    try:
        seconds = seconds_of(reads.value_of(version))
    except ModelError as error:
        raise RefusedError(_("This scenario cannot be computed: %(why)s") % {"why": error}) from None
    if seconds > TOO_LONG:
        hours = round(seconds / 3600)
        raise RefusedError(_("This would take about %(hours)d hours. Ask for fewer replications.") % {"hours": hours})
    if seconds > LONG and not confirmed:
        raise LongError(seconds)
    if Run.objects.filter(asked_by=by, state__in=[Run.State.WAITING, Run.State.RUNNING]).count() >= AT_ONCE:
        raise RefusedError(_("Three of your runs wait already. Let one finish, or stop one."))
    return _queue_once(by, version, against, digest)


def _queue_once(by: str, version: ScenarioVersion, against: ScenarioVersion | None, digest: str) -> Run:
    try:
        return _queue(by, version, against, digest)
    except IntegrityError:
        # Someone asked the same at the same moment: theirs is ours too.
        return Run.objects.get(digest=digest, engine=reads.ENGINE, state__in=["waiting", "running", "done"])


def ask_examples(*, by: str) -> list[Run]:
    """Asks the answers of the public examples that have none yet; for the worker, so not held to three at once."""
    versions = [reads.newest(row) for row in reads.scenarios_for(None)]
    return [_queue_once(by, version, None, version.digest) for version in versions if reads.run_of(version) is None]


@transaction.atomic
def _queue(by: str, version: ScenarioVersion, against: ScenarioVersion | None, digest: str) -> Run:
    from schakel.capacity.tasks import answer_run

    at = timezone.now()
    run = Run.objects.create(
        version=version, against=against, digest=digest, engine=reads.ENGINE, asked_by=by, asked_at=at
    )
    details = {"version": version.number, "digest": digest}
    record(by=by, action="run.ask", object=f"scenario:{version.scenario.key}", details=details, at=at)
    transaction.on_commit(lambda: answer_run.enqueue(run.pk))
    return run


@transaction.atomic
def stop_run(*, by: str, run: Run) -> Run:
    """Asks a run to stop: at once when it waits, within moments when it runs. Only who asked for it may."""
    row = Run.objects.select_for_update().get(pk=run.pk)
    if row.asked_by != by:
        raise RefusedError(_("Someone else asked for this run."))
    if row.state == Run.State.WAITING:
        row.state, row.finished_at = Run.State.CANCELLED, timezone.now()
    elif row.state == Run.State.RUNNING:
        row.stop = True
    else:
        return row
    row.save(update_fields=["state", "finished_at", "stop"])
    record(by=by, action="run.stop", object=f"run:{row.pk}", details={})
    return row


@transaction.atomic
def start_run(*, by: str, run: int) -> Run | None:
    """Takes a waiting run, or None when there is nothing to do: another worker has it, or it was stopped."""
    row = Run.objects.select_for_update().filter(pk=run, state=Run.State.WAITING).first()
    if row is None:
        return None
    now = timezone.now()
    row.state, row.started_at, row.beat, row.done = Run.State.RUNNING, now, now, 0
    row.save(update_fields=["state", "started_at", "beat", "done"])
    record(by=by, action="run.start", object=f"run:{row.pk}", details={"digest": row.digest}, at=now)
    return row


def tell_progress(*, by: str, run: int, done: int, of: int) -> bool:  # noqa: ARG001 - a heartbeat is no trail entry
    """Says how far a run is and that its worker lives; answers whether someone asked it to stop."""
    Run.objects.filter(pk=run).update(done=done, of=of, beat=timezone.now())
    return Run.objects.filter(pk=run, stop=True).exists()


@transaction.atomic
def finish_run(*, by: str, run: int, state: str, answer: str = "", headline: str = "", fault: str = "") -> None:
    """Ends a run with its answer, or with why there is none."""
    row = Run.objects.select_for_update().get(pk=run)
    row.state, row.answer, row.headline, row.fault = state, answer, headline, fault
    row.finished_at = timezone.now()
    row.save(update_fields=["state", "answer", "headline", "fault", "finished_at"])
    record(by=by, action=f"run.{state}", object=f"run:{row.pk}", details={"digest": row.digest})


@transaction.atomic
def take_up_again(*, by: str = WORKER, at: datetime | None = None, everything: bool = False) -> list[int]:
    """Puts runs back in the queue whose worker died; with `everything` all that run (no other worker is there)."""
    from schakel.capacity.tasks import answer_run

    at = at or timezone.now()
    rows = Run.objects.select_for_update().filter(state=Run.State.RUNNING)
    dead = [row for row in rows if everything or row.beat is None or row.beat < at - DEAD_AFTER]
    for row in dead:
        row.state, row.stop = Run.State.WAITING, False
        row.save(update_fields=["state", "stop"])
        record(by=by, action="run.take_up_again", object=f"run:{row.pk}", details={}, at=at)
        transaction.on_commit(lambda pk=row.pk: answer_run.enqueue(pk))  # type: ignore[misc]
    return [row.pk for row in dead]
