# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The European file on A4. Made by typst from a template and plain data, so that no text can become markup."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from schakel.pathway.exports.checklist_pdf import FONTS
from schakel.standards.engine.dossier import Dossier
from schakel.standards.exports.dossier_words import texts

TEMPLATE = Path(__file__).with_name("dossier.typ")


def dossier_pdf(found: Dossier, lang: str) -> bytes:
    """A PDF tagged for screen readers; the same bytes for the same file and day."""
    import typst  # eighty megabytes that only this needs

    dossier = asdict(found) | {"made_on": found.made_on.isoformat()}
    data = {"dossier": dossier, "texts": texts(found), "lang": lang[:2]}
    midnight = datetime(found.made_on.year, found.made_on.month, found.made_on.day, tzinfo=UTC)
    made: Any = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(midnight.timestamp()),
    )
    return bytes(made)
