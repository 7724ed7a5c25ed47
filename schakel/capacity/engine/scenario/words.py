# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a scenario's fields, in both languages, and the units of its numbers."""

from collections.abc import Mapping

Both = tuple[str, str]

FIELDS: Mapping[str, Both] = {
    "rate": ("groei per jaar", "growth per year"),
    "base": ("patiënten in het eerste bekende jaar", "patients in the first known year"),
    "ceiling": ("hoogste aantal patiënten per jaar", "highest number of patients per year"),
    "eligible": ("patiënten die in aanmerking komen", "eligible patients"),
    "growth": ("groei per jaar", "growth per year"),
    "leaves": ("deel dat na deze lijn afvalt", "share that leaves after this line"),
    "apart": ("hoe weinig de producten elkaar vervangen", "how little the products replace one another"),
    "access": ("beschikbaar vanaf", "available from"),
    "delay": ("vertraging tot Nederlandse toegang", "delay until Dutch access"),
    "until": ("beschikbaar tot", "available until"),
    "admitted": ("kans op toelating", "chance of admission"),
    "preference": ("voorkeur", "preference"),
    "peak": ("hoogste deel van de patiënten", "highest share of patients"),
    "years": ("jaren tot het hoogste deel", "years to the highest share"),
    "middle": ("jaar van halve opname", "year of half uptake"),
    "width": ("breedte van de opname", "width of the uptake"),
    "innovation": ("innovatie", "innovation"),
    "imitation": ("imitatie", "imitation"),
    "uptake": ("opname", "uptake"),
    "replaces": ("vervangt", "replaces"),
    "per_treatment": ("per behandeling", "per treatment"),
    "weight": ("aandeel in de patiënten", "part of the patients"),
    "weights": ("aandeel per product", "part per product"),
    "capacity": ("aantal", "number"),
    "open": ("opent om", "opens at"),
    "close": ("sluit om", "closes at"),
    "duration": ("duur", "duration"),
    "part": ("deel van de patiënten", "part of the patients"),
    "urgent": ("deel met spoed", "share that is urgent"),
    "hazard": ("kans per dag wachten op achteruitgang", "chance of deteriorating per day of waiting"),
    "death_share": ("deel daarvan dat overlijdt", "share of those who die"),
    "slots_per_week": ("productieplaatsen per week", "manufacturing slots per week"),
    "failure": ("mislukte productie", "failed manufacture"),
    "probability": ("kans", "chance"),
    "again": ("deel dat opnieuw begint", "share that starts again"),
    "per_year": ("patiënten per jaar", "patients per year"),
    "hand_over": ("overdracht", "hand-over"),
    "share": ("deel van de patiënten", "share of the patients"),
    "after": ("na dit deel van de duur", "after this part of the duration"),
    "breaks": ("vastlopen", "breaking"),
    "at_least": ("vanaf", "at or above"),
    "run": ("berekening", "computation"),
    "half_width": ("halve breedte van het interval", "half width of the interval"),
    "start": ("eerste jaar", "first year"),
    "replications": ("herhalingen", "replications"),
    "seed": ("startgetal", "seed"),
    "measure": ("maat", "measure"),
    "intensive_care": ("intensive care", "intensive care"),
}
MEASURES: Mapping[str, Both] = {
    "load": ("werk tegenover plaats", "work against places"),
    "utilisation": ("bezetting", "utilisation"),
    "wait_mean": ("gemiddelde wachttijd", "mean wait"),
    "wait_p95": ("wachttijd van de langst wachtende 5 %", "wait that 5 % exceed"),
    "lost_share": ("deel dat wachtend afvalt", "share lost while waiting"),
}
UNITS: Mapping[str, str] = {
    "rate": "/a",
    "growth": "/a",
    "base": "1/a",
    "ceiling": "1/a",
    "eligible": "1/a",
    "per_year": "1/a",
    "delay": "a",
    "years": "a",
    "hazard": "1/d",
    "open": "h",
    "close": "h",
    "slots_per_week": "1/wk",
}
# Numbers that are a part of a whole: a page tells them in percents.
SHARES = frozenset(
    ("rate", "growth", "part", "urgent", "death_share", "probability", "again", "share", "after", "peak", "admitted")
)


def word(table: Mapping[str, Both], name: str, lang: str) -> str:
    """The words of a name; the name itself, in spaces, where the table has none."""
    found = table.get(name)
    return found[0 if lang.startswith("nl") else 1] if found else name.replace("_", " ")
