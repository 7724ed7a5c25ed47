# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of the vocabulary and of what stands above the facts in each file."""

from collections.abc import Mapping

from django.db import transaction
from pydantic import BaseModel

from schakel.pathway.models import FactFile, Word
from schakel.values import plain


@transaction.atomic
def keep_words(*, words: Mapping[str, BaseModel]) -> list[str]:
    """Makes the vocabulary exactly these files; answers which of them changed."""
    return [file for file, model in words.items() if _keep_file(file, model)]


def _keep_file(file: str, model: BaseModel) -> bool:
    rows = [
        Word(file=file, section=section, place=place, name=_name(entry), data=plain.dumps(_data(entry)))
        for section in type(model).model_fields
        for place, entry in enumerate(getattr(model, section))
    ]
    present = Word.objects.filter(file=file)
    known = {(row.section, row.place): plain.loads(row.data) for row in present}
    if known == {(row.section, row.place): plain.loads(row.data) for row in rows}:
        return False
    present.delete()
    Word.objects.bulk_create(rows)
    return True


def _data(entry: BaseModel) -> dict[str, object]:
    return entry.model_dump(by_alias=True, exclude_unset=True)


def _name(entry: BaseModel) -> str:
    """An aspect goes by step and aspect, every other word by its id."""
    data = _data(entry)
    return f"{data['step']}.{data['aspect']}" if "aspect" in data else str(data["id"])


@transaction.atomic
def keep_heads(*, heads: Mapping[str, str]) -> None:
    """Makes the words above the files exactly these."""
    if dict(FactFile.objects.values_list("path", "head")) == dict(heads):
        return
    FactFile.objects.all().delete()
    FactFile.objects.bulk_create(FactFile(path=path, head=head) for path, head in heads.items())
