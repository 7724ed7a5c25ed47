# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of this room. No trail entry of its own: a document enters with the fact that cites it, which is recorded."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from schakel.sources.engine.citation import Document as DocumentValue
from schakel.sources.models import Document


@transaction.atomic
def keep_documents(*, documents: Iterable[DocumentValue]) -> Mapping[DocumentValue, Document]:
    """The rows of these documents; those that were not known yet are added."""
    wanted = {document.key: document for document in documents}
    known = {row.key: row for row in Document.objects.filter(key__in=wanted)}
    missing = [_row(key, document) for key, document in wanted.items() if key not in known]
    if missing:
        Document.objects.bulk_create(missing)
        known = {row.key: row for row in Document.objects.filter(key__in=wanted)}
    return {document: known[key] for key, document in wanted.items()}


def _row(key: str, document: DocumentValue) -> Document:
    return Document(
        key=key,
        title=document.title,
        version=document.version or "",
        url=document.url or "",
        jurisdiction=document.jurisdiction or "",
        second_best=document.second_best or "",
    )
