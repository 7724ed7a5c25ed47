# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A classification as JSON, for programmes: the outcome, and the path that explains it."""

from pydantic import BaseModel, ConfigDict

from schakel.regulatory.engine.classification import Classification, Classified


class PublishedStep(BaseModel):
    """A question that was passed, its answer, and the law and documents behind it."""

    model_config = ConfigDict(frozen=True)

    fact: str
    question: str
    answer: str
    legal: list[str]
    sources: list[str]


class PublishedClassification(BaseModel):
    """`outcome` and `asks` exclude each other; `is_atmp` null: not settled; `possible`: what could still come."""

    model_config = ConfigDict(frozen=True)

    rules: str
    status: str
    outcome: str | None
    label: str | None
    is_atmp: bool | None
    kind: str | None
    legal: list[str]
    asks: str | None
    path: list[PublishedStep]
    possible: list[str]


def published(rules: Classification, found: Classified, lang: str) -> PublishedClassification:
    """The answer in the published form, its words in one language."""
    outcome = found.outcome
    return PublishedClassification(
        rules=rules.version,
        status=rules.status.in_(lang),
        outcome=outcome.id if outcome else None,
        label=outcome.label.in_(lang) if outcome else None,
        is_atmp=outcome.is_atmp if outcome else None,
        kind=outcome.kind if outcome else None,
        legal=list(outcome.ground.legal) if outcome else [],
        asks=found.asks.id if found.asks else None,
        path=[
            PublishedStep(
                fact=passed.question.id,
                question=passed.question.text.in_(lang),
                answer=passed.answer,
                legal=list(passed.ground.legal),
                sources=[reference.url or reference.title for reference in passed.ground.references],
            )
            for passed in found.path
        ],
        possible=[one.id for one in found.possible],
    )
