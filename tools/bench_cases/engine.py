# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Comparison and standard over 100 invented products with 60 aspects, beside plain loops over the same numbers.

The plain loops do what someone would write by hand for this one shape of data: pairs of numbers, sets of words. The
engine does the same on typed constraints with exact fractions, units, scopes and sources.
"""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from schakel.catalogue.engine.product import IdentityModel, Product
from schakel.pathway.engine.compare import compare
from schakel.pathway.engine.constraints import Choice, Constraint, Items, Range, meet, meet_all
from schakel.pathway.engine.leverage import leverage
from schakel.pathway.engine.requirement import Profile, Requirement
from schakel.pathway.engine.standard import standard
from schakel.pathway.engine.vocabulary import Aspect, Step, Vocabulary
from schakel.sources.engine.citation import Citation, Document
from schakel.values.labels import Label
from tools.bench import Row, ms, side_by_side, times

PRODUCTS, ASPECTS = 100, 60
WORDS = Label("voorbeeld", "example")
SOURCE = Citation(Document("Invented for measuring", None, None, None, None), "1")
TYPES = ("range", "choice", "items")
Plain = tuple[float, float] | frozenset[str]


def _drawn(kind: str, source: random.Random) -> Plain:
    if kind == "range":
        low = source.randrange(0, 40)
        return (low, low + source.randrange(20, 60))
    return frozenset(source.sample("abcdefgh", source.randrange(2, 5)))


def _plain() -> list[list[Plain]]:
    """Per product its 60 constraints as plain pairs and sets; the same in every run."""
    source = random.Random(1)
    return [[_drawn(TYPES[place % 3], source) for place in range(ASPECTS)] for _ in range(PRODUCTS)]


def _constraint(kind: str, plain: Plain) -> Constraint:
    if isinstance(plain, tuple):
        return Range(Fraction(plain[0]), Fraction(plain[1]), "min")
    return Choice(plain) if kind == "choice" else Items(plain)


def _vocabulary() -> Vocabulary:
    step = Step("storage", WORDS, "hospital", (frozenset({"1"}),))
    kinds = ((f"aspect_{place}", TYPES[place % 3]) for place in range(ASPECTS))
    aspects = (
        Aspect("storage", name, WORDS, kind, "procedure", "lab", unit="min" if kind == "range" else None)
        for name, kind in kinds
    )
    return Vocabulary((step,), tuple(aspects), {}, (), {}, {})


def _profile(slug: str, plain: Sequence[Plain]) -> Profile:
    identity = IdentityModel.model_construct(
        brand=slug, kind="gene_therapy", modality="car_t", route_of_manufacture="ex_vivo", autologous=True
    )
    asked = (
        Requirement(slug, "storage", f"aspect_{place}", _constraint(TYPES[place % 3], each), SOURCE, {})
        for place, each in enumerate(plain)
    )
    return Profile(Product(slug, identity), tuple(asked))


def _meet_plain(kind: str, a: Plain, b: Plain) -> Plain | None:
    if isinstance(a, tuple) and isinstance(b, tuple):
        low, high = max(a[0], b[0]), min(a[1], b[1])
        return (low, high) if low <= high else None
    assert isinstance(a, frozenset)
    assert isinstance(b, frozenset)
    return a | b if kind == "items" else (a & b or None)


def _pairs_plain(plain: Sequence[Sequence[Plain]]) -> int:
    """How many pairs of products fit, over all aspects, the way a script would count it."""
    return sum(
        _meet_plain(TYPES[place % 3], a[place], b[place]) is not None
        for a, b in combinations(plain, 2)
        for place in range(ASPECTS)
    )


def _pairs(profiles: Sequence[Profile]) -> int:
    constraints = [[requirement.constraint for requirement in profile.requirements] for profile in profiles]
    return sum(
        not isinstance(meet(x, y), str) for a, b in combinations(constraints, 2) for x, y in zip(a, b, strict=True)
    )


def _all_plain(plain: Sequence[Sequence[Plain]]) -> int:
    found = 0
    for place in range(ASPECTS):
        met: Plain | None = plain[0][place]
        for product in plain[1:]:
            met = None if met is None else _meet_plain(TYPES[place % 3], met, product[place])
        found += met is not None
    return found


def _all(profiles: Sequence[Profile]) -> int:
    return sum(
        not isinstance(meet_all(asked), str)
        for asked in zip(*([r.constraint for r in profile.requirements] for profile in profiles), strict=True)
    )


def rows() -> Iterator[Row]:
    """Meets alone, then the whole comparison and standard with verdicts, who binds and what is asked beyond."""
    plain, vocabulary = _plain(), _vocabulary()
    profiles = [_profile(f"p{place:03}", each) for place, each in enumerate(plain)]
    if (_pairs(profiles), _all(profiles)) != (_pairs_plain(plain), _all_plain(plain)):
        raise RuntimeError("the plain loops and the engine do not agree")
    size = f"{PRODUCTS} products × {ASPECTS} aspects"
    for what, ours, other, against in [
        ("meet of all pairs", lambda: _pairs(profiles), lambda: _pairs_plain(plain), "plain loop"),
        ("meet of all", lambda: _all(profiles), lambda: _all_plain(plain), "plain loop"),
        ("comparison", lambda: compare(profiles, vocabulary), lambda: _all_plain(plain), "meet alone, plain"),
        ("standard", lambda: standard(profiles, vocabulary), lambda: _pairs_plain(plain), "all pairs, plain"),
    ]:
        took, beside = side_by_side(ours, other, runs=5)
        yield Row(f"engine: {what}, {size}", ms(took), f"{against} {ms(beside)}", times(took, beside), "")
    few = profiles[:12]
    took, beside = side_by_side(
        lambda: leverage(few, vocabulary), lambda: [standard(few, vocabulary) for _ in few], runs=3
    )
    yield Row(
        f"engine: leverage of {len(few)} products",
        ms(took),
        f"{len(few)} standards {ms(beside)}",
        times(took, beside),
        "",
    )
