# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Arguments and options that several commands share."""

from enum import StrEnum
from typing import Annotated

import typer


class Lang(StrEnum):
    NL = "nl"
    EN = "en"


class Nature(StrEnum):
    PROCEDURE = "procedure"
    PRODUCT = "product"
    CLINICAL = "clinical"
    RECORD = "record"


Products = Annotated[list[str] | None, typer.Argument(metavar="PRODUCT…", help="Products, such as kymriah yescarta.")]
Modality = Annotated[
    str | None, typer.Option("--modality", metavar="M", help="All products of a modality instead, such as car_t.")
]
Steps = Annotated[list[str] | None, typer.Option("--step", metavar="S", help="Only this step (may be repeated).")]
Natures = Annotated[
    list[Nature] | None, typer.Option("--nature", help="Only aspects of this nature (may be repeated).")
]
Language = Annotated[Lang, typer.Option("--lang", help="The language of the answer.")]
Json = Annotated[bool, typer.Option("--json", help="Answer in the published JSON (docs/reference/json.md).")]
