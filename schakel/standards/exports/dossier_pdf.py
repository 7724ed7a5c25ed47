# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The European file on A4. Made by typst from a template and plain data, so that no text can become markup."""

from dataclasses import asdict
from pathlib import Path

from schakel.standards.engine.dossier import Dossier
from schakel.standards.exports.dossier_words import texts
from schakel.ui.paper import pdf

TEMPLATE = Path(__file__).with_name("dossier.typ")


def dossier_pdf(found: Dossier, lang: str) -> bytes:
    """A PDF tagged for screen readers; the same bytes for the same file and day."""
    dossier = asdict(found) | {"made_on": found.made_on.isoformat()}
    data = {"dossier": dossier, "texts": texts(found), "lang": lang[:2]}
    return pdf(TEMPLATE, data, of=found.made_on)
