# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Made-up owners of subjects for tests: `open:…` is public, `closed:…` only for one person."""

from schakel.people.models import Person

SUBJECTS = {
    "open": "schakel.contributions.tests.subjects.open_subject",
    "closed": "schakel.contributions.tests.subjects.closed_subject",
}
MEMBER = "Mia Member"


def open_subject(key: str, person: Person | None) -> str | None:
    return "/glossary/" if key == "1" else None


def closed_subject(key: str, person: Person | None) -> str | None:
    return "/about/" if person is not None and person.name == MEMBER else None
