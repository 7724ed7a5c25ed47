# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""States, timings and verdicts in words of both languages; news needs both at once."""

from collections.abc import Mapping

from schakel.followup.engine.figures import Verdict
from schakel.followup.engine.progress import Standing, State, Timing
from schakel.values.labels import Label

STATES: Mapping[State, Label] = {
    State.UNKNOWN: Label("niet bekend", "not known"),
    State.PLANNED: Label("gepland", "planned"),
    State.UNDER_WAY: Label("bezig", "under way"),
    State.DONE: Label("gedaan", "done"),
    State.STOPPED: Label("gestopt", "stopped"),
    State.RECURRING: Label("doorlopend", "recurring"),
}
HORIZONS: Mapping[str, Label] = {
    "short": Label("korte termijn", "short term"),
    "medium": Label("middellange termijn", "medium term"),
    "long": Label("lange termijn", "long term"),
}
ORIGINS: Mapping[str, Label] = {
    "annex": Label("SiRM 2026, bijlage 1", "SiRM 2026, annex 1"),
    "chapter": Label("SiRM 2026, in de tekst", "SiRM 2026, in the text"),
    "slides_2016": Label("LUMC 2016", "LUMC 2016"),
    "network_report": Label("FAST en RSNN", "FAST and RSNN"),
}
KINDS: Mapping[str, Label] = {
    "recommendation": Label("aanbeveling", "recommendation"),
    "action": Label("toegezegde actie", "promised action"),
}
VERDICTS: Mapping[Verdict, Label] = {
    Verdict.AGREE: Label("klopt met onze feiten", "agrees with our facts"),
    Verdict.DEPENDS: Label("hangt af van wat u telt", "depends on what you count"),
    Verdict.DIFFER: Label("wijkt af van onze feiten", "differs from our facts"),
    Verdict.SOURCES_DIFFER: Label("bronnen spreken elkaar tegen", "sources contradict each other"),
    Verdict.NO_NUMBER: Label("wij hebben geen eigen getal", "we hold no number of our own"),
    Verdict.OURS_ONLY: Label("alleen door ons geteld", "counted by us alone"),
}


def timing_words(found: Standing) -> Label:
    """What the term says today: "verlopen, gedaan of niet is onbekend" is something else than "te laat"."""
    days = found.days or 0
    match found.timing:
        case Timing.OVERDUE:
            return Label(f"te laat, {_days_nl(days)}", f"overdue, {_days_en(days)}")
        case Timing.PASSED_UNKNOWN:
            return Label("termijn verstreken, uitkomst niet bekend", "term passed, outcome not known")
        case Timing.AHEAD:
            return Label(f"nog {_days_nl(-days)}", f"{_days_en(-days)} left")
        case Timing.CLOSED_LATE:
            return Label(f"{_days_nl(days)} na de termijn", f"{_days_en(days)} after the term")
        case Timing.RECURRING:
            return Label("zonder einde", "without an end")
        case _:
            return Label("", "")


def _days_nl(days: int) -> str:
    return "1 dag" if days == 1 else f"{days:,} dagen".replace(",", ".")


def _days_en(days: int) -> str:
    return "1 day" if days == 1 else f"{days:,} days"
