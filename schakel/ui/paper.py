# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Paper: a typst template of a room and plain data → a PDF tagged for screen readers.

Words come as data, so that no text can become markup. No Django: commands make the same sheets. Read
docs/decisions/0009-pdf-by-typst.md.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parents[2] / "static" / "vendor" / "fonts" / "pdf"
EPOCH = date(1970, 1, 1)


def pdf(template: Path, data: Mapping[str, Any], *, of: date = EPOCH) -> bytes:
    """The PDF; the same bytes for the same template, data and day `of` (the day it tells about)."""
    import typst  # eighty megabytes that only this needs

    made: Any = typst.compile(
        template.read_bytes(),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(datetime.combine(of, time(), tzinfo=UTC).timestamp()),
    )
    return bytes(made)
