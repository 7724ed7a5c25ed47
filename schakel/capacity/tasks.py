# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the worker does: one run from its version to its answer. The same seed gives the same numbers on any worker."""

import os
from time import monotonic

from django_tasks import task

from schakel.capacity import actions, reads
from schakel.capacity.models import Run

EVERY = 1.0


@task()
def answer_run(run: int) -> None:
    """Computes a run that waits; does nothing for one that was stopped, or that another worker has."""
    from schakel.capacity.engine.scenario.answer import Told, answer
    from schakel.capacity.engine.scenario.published import published_answer
    from schakel.capacity.engine.simulation.model import ModelError
    from schakel.capacity.engine.simulation.run import Cancel, CancelledError

    row = actions.start_run(by=actions.WORKER, run=run)
    if row is None:
        return
    cancel, told = Cancel(), monotonic()

    def tell(at: Told) -> None:
        nonlocal told
        if monotonic() - told >= EVERY:
            told = monotonic()
            if actions.tell_progress(by=actions.WORKER, run=run, done=at.done, of=at.of):
                cancel.set()

    try:
        found = answer(reads.value_of(row.version), workers=os.cpu_count() or 1, tell=tell, cancel=cancel)
    except CancelledError:
        actions.finish_run(by=actions.WORKER, run=run, state=Run.State.CANCELLED)
    except ModelError as error:
        actions.finish_run(by=actions.WORKER, run=run, state=Run.State.FAILED, fault=str(error))
    except Exception as error:
        # The worker's own log tells where; the reader learns that it is no fault of the scenario's words.
        actions.finish_run(by=actions.WORKER, run=run, state=Run.State.FAILED, fault=f"{type(error).__name__}: {error}")
        raise
    else:
        actions.finish_run(
            by=actions.WORKER, run=run, state=Run.State.DONE, answer=published_answer(found).model_dump_json()
        )
