# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the worker does: one run from its version to its answer. The same seed gives the same numbers on any worker."""

import os
from time import monotonic
from typing import TYPE_CHECKING

from django_tasks import task

from schakel.capacity import reads
from schakel.capacity.actions import runs
from schakel.capacity.models import Run

if TYPE_CHECKING:
    from schakel.capacity.engine.scenario.answer import Tell
    from schakel.capacity.engine.simulation.run import Cancel

EVERY = 1.0


@task()
def answer_run(run: int) -> None:
    """Computes a run that waits; does nothing for one that was stopped, or that another worker has."""
    from schakel.capacity.engine.scenario.answer import Told
    from schakel.capacity.engine.simulation.model import ModelError
    from schakel.capacity.engine.simulation.run import Cancel, CancelledError

    row = runs.start_run(by=runs.WORKER, run=run)
    if row is None:
        return
    cancel, told = Cancel(), monotonic()

    def tell(at: Told) -> None:
        nonlocal told
        if monotonic() - told >= EVERY:
            told = monotonic()
            if runs.tell_progress(by=runs.WORKER, run=run, done=at.done, of=at.of):
                cancel.set()

    try:
        found, headline = _computed(row, tell, cancel)
    except CancelledError:
        runs.finish_run(by=runs.WORKER, run=run, state=Run.State.CANCELLED)
    except ModelError as error:
        runs.finish_run(by=runs.WORKER, run=run, state=Run.State.FAILED, fault=str(error))
    except Exception as error:
        # The worker's own log tells where; the reader learns that it is no fault of the scenario's words.
        runs.finish_run(by=runs.WORKER, run=run, state=Run.State.FAILED, fault=f"{type(error).__name__}: {error}")
        raise
    else:
        state = Run.State.DONE
        runs.finish_run(by=runs.WORKER, run=run, state=state, answer=found, headline=headline)


def _computed(row: Run, tell: "Tell", cancel: "Cancel") -> tuple[str, str]:
    """The published answer and its headline; of a comparison the differences and nothing."""
    from schakel.capacity.engine.scenario.answer import answer
    from schakel.capacity.engine.scenario.published import headline_of, published_answer
    from schakel.capacity.engine.scenario.versus import published_versus, versus

    value, cores = reads.value_of(row.version), os.cpu_count() or 1
    if row.against is not None:
        found = versus(reads.value_of(row.against), value, workers=cores, cancel=cancel)
        return published_versus(found).model_dump_json(), ""
    told = published_answer(answer(value, workers=cores, tell=tell, cancel=cancel))
    return told.model_dump_json(), headline_of(told).model_dump_json()
