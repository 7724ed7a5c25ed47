# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Server time of the network's pages with ten thousand synthetic organisations and a thousand initiatives, on SQLite.

A process of its own: Django is bound to one database per process.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date

from tools.bench import Row
from tools.bench_pages import print_times, rows_of_filled

RUNS, ORGANISATIONS, INITIATIVES = 20, 10_000, 1_000
PAGES = {
    "organisations, all": "/organisations/",
    "organisations near a place": "/organisations/?capability=car_t_centre&near=Maastricht",
    "organisations by a word": "/organisations/?q=zorg+4242",
    "one organisation": "/organisations/lumc/",
    "initiatives": "/initiatives/?theme=knowledge",
    "activity map": "/activity/",
}


def _fill() -> None:
    """Synthetic rows beside those of the landscape files."""
    from schakel.network import reads
    from schakel.network.models import Capability, Initiative, InitiativeTag, OrganisationEntry
    from schakel.values import plain

    pick = random.Random(1)
    cities, terms = [c for c in reads.places().cities.values() if not c.country], reads.terms().sections
    skills, themes, phases = (list(terms[name]) for name in ("capabilities", "themes", "phases"))
    data = plain.dumps({"role": "Synthetic.", "role_nl": "Verzonnen.", "capabilities": [], "cited": {"": []}})
    rows = [
        OrganisationEntry(slug=f"o-{n}", place=n + 1000, name=f"Organisation {n}", kind="hospital", city=city.name,
                          latitude=city.latitude, longitude=city.longitude, words=f"organisation zorg {n}", data=data,
                          review_on=date(2027, 1, 1))
        for n in range(ORGANISATIONS) for city in [pick.choice(cities)]
    ]  # fmt: skip
    OrganisationEntry.objects.bulk_create(rows, batch_size=500)
    Capability.objects.bulk_create(
        [
            Capability(organisation=row, place=n, name=name)
            for row in rows
            for n, name in enumerate(pick.sample(skills, 2))
        ],
        batch_size=500,
    )
    told = plain.dumps({"what": "Synthetic.", "lead": "Nobody", "themes": [], "phases": {"basis": "reading"}})
    made = [
        Initiative(slug=f"i-{n}", place=n + 1000, name_nl=f"Initiatief {n}", name_en=f"Initiative {n}",
                   level="national", short_nl=f"Initiatief {n}", short_en=f"Initiative {n}",
                   data=told)
        for n in range(INITIATIVES)
    ]  # fmt: skip
    Initiative.objects.bulk_create(made, batch_size=500)
    tags = [("themes", name) for name in themes], [("phases", name) for name in phases]
    InitiativeTag.objects.bulk_create(
        [InitiativeTag(initiative=one, section=section, name=name)
         for one in made for names, n in zip(tags, (3, 1), strict=True) for section, name in pick.sample(names, n)],
        batch_size=500,
    )  # fmt: skip


def rows() -> Iterator[Row]:
    """p95 of each page; the activity map's overlaps are computed once and kept until an initiative changes."""
    yield from rows_of_filled(
        "tools.bench_cases.network", f"{ORGANISATIONS:,} organisations and {INITIATIVES:,} initiatives"
    )


if __name__ == "__main__":
    print_times(sys.argv[1], _fill, PAGES, RUNS)
