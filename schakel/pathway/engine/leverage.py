# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which change by which firm would help most: for each product and aspect, the standard without its requirement.

A question to ask, not advice: whether a firm can relax a requirement is for its evidence to say. Only the row concerned
is computed again, so the answer equals a computation from scratch. See docs/explanation/leverage.md.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from schakel.pathway.engine.compare import Row, Verdict, verdict_of
from schakel.pathway.engine.network import Network
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.standard import Line, Variant, standard, variants_of
from schakel.pathway.engine.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Lever:
    """What goes when `product` relaxes its requirements on one aspect.

    `relieved` are other products of which the rules then ask nothing, or fewer things, beyond their own requirement.
    `verdict_then` is None when nobody else speaks.
    """

    product: str
    row: Row
    requirements: tuple[Requirement, ...]
    variants_now: int
    variants_then: int
    verdict_then: Verdict | None
    relieved: tuple[str, ...]

    @property
    def variants_gone(self) -> int:
        return self.variants_now - self.variants_then

    @property
    def conflict_gone(self) -> bool:
        return self.row.verdict is Verdict.CONFLICTING and self.verdict_then is not Verdict.CONFLICTING

    @property
    def alone(self) -> bool:
        """Whether this product stands by itself against all others: without it one rule is left."""
        return self.variants_now > 1 and self.variants_then == 1

    @property
    def doubtful(self) -> bool:
        """Whether the requirement itself is not certain (another country's text, second-best, unverified)."""
        return any(requirement.citation.doubtful for requirement in self.requirements)

    @property
    def weight(self) -> tuple[int, int, int]:
        return (int(self.conflict_gone), self.variants_gone, len(self.relieved))


@dataclass(frozen=True, slots=True)
class Conversation:
    """All levers of one product: the talk worth having with its firm."""

    product: str
    levers: tuple[Lever, ...]

    @property
    def conflicts_gone(self) -> int:
        return sum(lever.conflict_gone for lever in self.levers)

    @property
    def variants_gone(self) -> int:
        return sum(lever.variants_gone for lever in self.levers)


@dataclass(frozen=True, slots=True)
class Leverage:
    """Levers that change anything, strongest first; and the same by product. Totals are those of the standard now."""

    products: tuple[str, ...]
    conflicts: int
    variants: int
    levers: tuple[Lever, ...]
    conversations: tuple[Conversation, ...]


def leverage(
    profiles: Sequence[Profile],
    vocabulary: Vocabulary,
    *,
    steps: Collection[str] | None = None,
    natures: Collection[str] = ("procedure",),
) -> Leverage:
    """Every product × aspect whose relaxing would remove a conflict, a variant, or what is asked beyond of others."""
    now = standard(profiles, vocabulary, steps=steps, natures=natures)
    found = [lever for line in now.lines for lever in _levers(line, vocabulary.order)]
    levers = sorted(found, key=lambda lever: (tuple(-w for w in lever.weight), lever.product, lever.row.aspect.key))
    by_product = [Conversation(p, tuple(lv for lv in levers if lv.product == p)) for p in now.products]
    return Leverage(
        products=now.products,
        conflicts=sum(line.row.verdict is Verdict.CONFLICTING for line in now.lines),
        variants=sum(len(line.variants) for line in now.lines),
        levers=tuple(levers),
        conversations=tuple(
            sorted(
                (c for c in by_product if c.levers),
                key=lambda c: (-c.conflicts_gone, -c.variants_gone, -len(c.levers), c.product),
            )
        ),
    )


def _levers(line: Line, order: Network) -> Iterable[Lever]:
    if len(line.row.by_product) < 2:
        return
    asked_now = _asked_beyond(line.variants)
    for product, mine in line.row.by_product.items():
        rest = [position for position in line.row.positions if position.product != product]
        then = variants_of(rest, order, unit=line.row.aspect.unit)
        asked_then = _asked_beyond(then)
        lever = Lever(
            product=product,
            row=line.row,
            requirements=mine,
            variants_now=len(line.variants),
            variants_then=len(then),
            verdict_then=verdict_of(rest, order)[0] if rest else None,
            relieved=tuple(p for p, n in asked_now.items() if p != product and asked_then.get(p, 0) < n),
        )
        if any(lever.weight):
            yield lever


def _asked_beyond(found: Iterable[Variant]) -> dict[str, int]:
    """Product → how many things the rules ask of it beyond its own requirements."""
    counted: dict[str, int] = {}
    for variant in found:
        for extra in variant.beyond:
            counted[extra.requirement.product] = counted.get(extra.requirement.product, 0) + 1
    return counted
