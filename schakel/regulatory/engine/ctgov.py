# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A file of ClinicalTrials.gov (version 2 of its interface, JSON) as entries of the register.

Read are `protocolSection.identificationModule`, `statusModule`, `sponsorCollaboratorsModule`, `conditionsModule`,
`designModule`, `armsInterventionsModule` and `contactsLocationsModule` (structure as published at
https://clinicaltrials.gov/data-api/about-api/study-data-structure); all else in the file is left alone.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schakel.regulatory.engine.register import EntryModel

NCT = re.compile(r"NCT\d{8}")
COUNTRY = "Netherlands"
MOST = 5000
ADDRESS = "https://clinicaltrials.gov/study/"
# The registry's words for the state of a study; a state that is not here is "unknown".
STATUS = {
    "NOT_YET_RECRUITING": "planned",
    "RECRUITING": "running",
    "ENROLLING_BY_INVITATION": "running",
    "ACTIVE_NOT_RECRUITING": "running",
    "AVAILABLE": "running",
    "SUSPENDED": "paused",
    "TEMPORARILY_NOT_AVAILABLE": "paused",
    "COMPLETED": "ended",
    "TERMINATED": "ended",
    "WITHDRAWN": "ended",
    "NO_LONGER_AVAILABLE": "ended",
}


class ImportFault(ValueError):  # noqa: N818 - told to the person who uploads
    """The file, or one study in it, is not what it should be. `code` for words; `where` names the place."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code, self.where = code, where


@dataclass(frozen=True, slots=True)
class Study:
    """A study of the file: the entry it would make, and whether a Dutch site is among its locations."""

    entry: EntryModel
    dutch: bool


def read_json(content: bytes) -> Any:
    """The data of a JSON file; ImportFault where it is none."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ImportFault("not_utf8") from None
    except json.JSONDecodeError as error:
        raise ImportFault("not_json", f"{error.lineno}:{error.colno}") from None
    except RecursionError:
        raise ImportFault("too_deep") from None


def read_studies(content: bytes) -> tuple[list[Study], list[ImportFault]]:
    """Every study that can be read, and a fault for each that cannot; ImportFault when the file is no such file."""
    data = read_json(content)
    found, faults = [], []
    for place, one in enumerate(_studies(data)):
        try:
            found.append(_study(one))
        except ImportFault as fault:
            faults.append(ImportFault(fault.code, f"studies[{place}] {fault.where}".strip()))
    return found, faults


def _studies(data: Any) -> list[Any]:
    if isinstance(data, dict) and "protocolSection" in data:
        return [data]
    studies = data.get("studies") if isinstance(data, dict) else data
    if not isinstance(studies, list):
        raise ImportFault("no_studies")
    if len(studies) > MOST:
        raise ImportFault("too_many", str(len(studies)))
    return studies


def _study(data: Any) -> Study:
    if not isinstance(data, dict):
        raise ImportFault("no_protocol")
    protocol = _mapping(data, "protocolSection")
    identity, status = _mapping(protocol, "identificationModule"), _mapping(protocol, "statusModule")
    nct = _text(identity, "nctId") or ""
    if not NCT.fullmatch(nct):
        raise ImportFault("no_number", nct[:40])
    where = _mapping(protocol, "contactsLocationsModule").get("locations") or []
    dutch = list(_dutch_sites(where))
    design, sponsors = _mapping(protocol, "designModule"), _mapping(protocol, "sponsorCollaboratorsModule")
    enrolment = _mapping(design, "enrollmentInfo").get("count")
    allowed = (
        enrolment
        if isinstance(enrolment, int) and not isinstance(enrolment, bool) and 1 <= enrolment <= 100_000
        else None
    )
    start, end = _days(nct, status)
    said = {
        "key": nct,
        "kind": "trial",
        "name": _text(identity, "briefTitle") or _text(identity, "officialTitle") or nct,
        "product": _joined(_interventions(protocol)),
        "holder": _text(_mapping(sponsors, "leadSponsor"), "name"),
        "sites": dutch,
        "indication": _joined(_texts(_mapping(protocol, "conditionsModule").get("conditions"))),
        "phase": _joined(part.removeprefix("PHASE") for part in _texts(design.get("phases")) if part != "NA"),
        "status": STATUS.get(_text(status, "overallStatus") or "", "unknown"),
        "allowed": allowed,
        "per": "worldwide" if allowed else None,
        "start": start,
        "end": end,
        "as_of": _text(_mapping(status, "lastUpdatePostDateStruct"), "date") or _text(status, "statusVerifiedDate"),
        "url": ADDRESS + nct,
    }
    return Study(EntryModel.model_validate(said), bool(dutch))


def _days(nct: str, status: Mapping[str, Any]) -> tuple[date | None, date | None]:
    start = _day(_text(_mapping(status, "startDateStruct"), "date"), last=False)
    end = _day(_text(_mapping(status, "completionDateStruct"), "date"), last=True)
    if start and end and end < start:
        raise ImportFault("ends_before_start", nct)
    return start, end


def _day(text: str | None, *, last: bool) -> date | None:
    """`2024-03-15`, or `2024-03` as its first or last day; None for anything else."""
    parts = (text or "").split("-")
    try:
        if len(parts) == 2:
            year, month = int(parts[0]), int(parts[1])
            following = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1) if last else date(year, month, 1)
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _dutch_sites(locations: Any) -> Iterator[str]:
    seen = set()
    for one in locations if isinstance(locations, list) else []:
        if isinstance(one, dict) and one.get("country") == COUNTRY:
            site = _joined(filter(None, (_text(one, "facility"), _text(one, "city")))) or COUNTRY
            if site not in seen:
                seen.add(site)
                yield site


def _interventions(protocol: Mapping[str, Any]) -> Iterator[str]:
    for one in _mapping(protocol, "armsInterventionsModule").get("interventions") or []:
        if isinstance(one, dict) and one.get("type") in ("BIOLOGICAL", "GENETIC", "DRUG", "COMBINATION_PRODUCT"):
            yield _text(one, "name") or ""


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _text(data: Mapping[str, Any], key: str) -> str | None:
    """The text on one line, without what a page or workbook cannot show; at most as long as a fact may be."""
    value = data.get(key)
    if not isinstance(value, str):
        return None
    return " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())[:1000] or None


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(part for part in parts if part)[:2000] or None
