# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What rests on a document besides the requirements of products. The rooms above know; this room may not import them.

The setting `SCHAKEL_CITING` names the function that answers: `(document) -> list[CitedElsewhere]`.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from schakel.sources.models import Document
from schakel.values.labels import Label


@dataclass(frozen=True, slots=True)
class CitedElsewhere:
    """A fact that cites a document: what it is about, the section, and the page that shows it."""

    title: Label
    section: str
    url: str


def elsewhere(document: Document) -> list[CitedElsewhere]:
    """The facts of other rooms that cite the document."""
    return list(import_string(settings.SCHAKEL_CITING)(document)) if settings.SCHAKEL_CITING else []
