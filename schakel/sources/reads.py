# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others ask about documents."""

from schakel.sources.models import Document


def document(key: str) -> Document | None:
    """The document of this key, None when there is none."""
    return Document.objects.filter(key=key).first()


def documents() -> list[Document]:
    """Every document, by title."""
    return list(Document.objects.all())
