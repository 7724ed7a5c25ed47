# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The landscape as a whole: all its files, checked against one another."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from schakel.network.engine.bottleneck import Bottlenecks, read_bottlenecks
from schakel.network.engine.initiative import Initiatives, read_initiatives
from schakel.network.engine.organisation import Organisations, read_organisations
from schakel.network.engine.places import Places, read_places
from schakel.network.engine.terms import Terms, read_terms
from schakel.network.engine.timeline import Event, read_timeline
from schakel.sources.engine.register import read_register
from schakel.values.located import FactsError, Fault, read

FILES = ("terms", "places", "sources", "organisations", "initiatives", "bottlenecks", "timeline")


@dataclass(frozen=True, slots=True)
class Landscape:
    terms: Terms
    places: Places
    organisations: Organisations
    initiatives: Initiatives
    bottlenecks: Bottlenecks
    timeline: tuple[Event, ...]


def read_landscape(texts: Mapping[str, bytes], steps: Collection[str] = ()) -> Landscape:
    """The landscape of these texts, by name of FILES; FactsError with every fault that can be known.

    `steps`: the ids of the pathway that a bottleneck may name; none leaves them unchecked.
    """
    missing = [name for name in FILES if name not in texts]
    if missing:
        raise FactsError(
            [Fault(f"landscape/{name}.yaml", 1, "the file is absent", "all files of it") for name in missing]
        )
    terms, places = read_terms(texts["terms"]), read_places(texts["places"])
    register = read_register(read("landscape/sources.yaml", texts["sources"]))
    organisations = read_organisations(texts["organisations"], register, terms, places.cities)
    slugs = {one.model.slug for one in organisations.entries}
    initiatives = read_initiatives(texts["initiatives"], register, terms, slugs)
    bottlenecks = read_bottlenecks(texts["bottlenecks"], register, terms, initiatives.themes, steps)
    return Landscape(
        terms, places, organisations, initiatives, bottlenecks, read_timeline(texts["timeline"], register, terms)
    )
