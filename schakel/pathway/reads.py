# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The facts of the database as the engines know them, and the questions that pages ask. Never writes."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max, QuerySet

from schakel.catalogue.reads import present
from schakel.pathway.engine.adopted import WrittenLine, adopted_of
from schakel.pathway.engine.facts import MODELS, facts_of, profile_of, vocabulary_of, words_of
from schakel.pathway.engine.requirement import Adopted, Facts, Profile, Requirement
from schakel.pathway.engine.vocabulary import Vocabulary
from schakel.pathway.models import (
    Consulted,
    DataVersion,
    FactFile,
    RequirementVersion,
    StandardInForce,
    StandardLine,
    Word,
)
from schakel.pathway.models import Profile as ProfileRow
from schakel.pathway.models import Requirement as RequirementRow
from schakel.values import plain
from schakel.values.labels import Label
from schakel.values.located import Located

_KEPT = 4
_cache: OrderedDict[tuple[str, date | None], Facts] = OrderedDict()
_VERSION_FIELDS = (
    "requirement__product_id",
    "requirement__step",
    "requirement__aspect",
    "must",
    "applies_to",
    "obligation",
    "note",
    "note_nl",
    "document__title",
    "document__version",
    "document__url",
    "document__jurisdiction",
    "document__second_best",
    "section",
    "checked_by",
    "checked_on",
    "valid_from",
    "valid_to",
)


class NoFactsError(LookupError):
    """Nothing was loaded into this database yet."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a requirement said from `recorded_at` until `replaced_at` (None: still)."""

    number: int
    requirement: Requirement
    recorded_at: datetime
    recorded_by: str
    replaced_at: datetime | None
    replaced_by: str


def version() -> str:
    """A token that changes with every write to the facts; NoFactsError before the first load."""
    token = DataVersion.objects.values_list("token", flat=True).first()
    if token is None:
        raise NoFactsError("no facts are loaded yet")
    return token


def changed_at() -> datetime:
    """When the facts last changed."""
    return DataVersion.objects.values_list("changed_at", flat=True).get()


def product_changed_at(slug: str) -> datetime | None:
    """When what a product asks last changed in this database; None when it asks nothing."""
    rows = RequirementVersion.objects.filter(requirement__product_id=slug)
    moments = rows.aggregate(began=Max("recorded_at"), ended=Max("replaced_at"))
    return max((moment for moment in moments.values() if moment), default=None)


def facts(on: date | None = None) -> Facts:
    """All facts as they stand now; with `on` without the requirements that do not hold on that day.

    Kept per process until the facts change: one short query tells whether they did.
    """
    token = version()
    found = _cache.get((token, on))
    if found is None:
        found = _built() if on is None else _holding(facts(), on)
        # A writer may have come between the first and the last query: then this is a mixture, and is made again.
        if version() != token:
            return facts(on)
        _cache[token, on] = found
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return found


def _holding(known: Facts, on: date) -> Facts:
    def holds(r: Requirement) -> bool:
        return (r.valid_from is None or r.valid_from <= on) and (r.valid_to is None or on <= r.valid_to)

    profiles = [replace(p, requirements=tuple(filter(holds, p.requirements))) for p in known.profiles]
    standards = tuple(one for one in known.standards if one.adopted_on <= on)
    return Facts(known.vocabulary, tuple(profiles), standards)


def _built() -> Facts:
    known = vocabulary()
    items: dict[str, list[dict[str, Any]]] = {}
    rows = RequirementVersion.objects.filter(replaced_at=None).order_by("requirement__place", "requirement_id")
    for values in rows.values_list(*_VERSION_FIELDS):
        items.setdefault(values[0], []).append(_item(values))
    heads_of = _product_heads()
    found = facts_of(known, [_profile(slug, head, items.get(slug, []), known) for slug, head in heads_of.items()])
    return replace(found, standards=standards_in_force(known))


def standards_in_force(words: Vocabulary) -> tuple[Adopted, ...]:
    """Every adopted standard over these words; FactsError names a line whose aspect they no longer hold."""
    return tuple(
        adopted_of(
            Adopted(row.key, Label(row.title_nl, row.title_en), row.number, row.url, row.adopted_on, ()),
            [_standard_line(line) for line in row.lines.all()],
            words,
        )
        for row in StandardInForce.objects.prefetch_related("lines")
    )


def _standard_line(row: StandardLine) -> WrittenLine:
    applies_to = plain.loads(row.applies_to) if row.applies_to else None
    products = tuple(plain.loads(row.products))
    must = plain.loads(row.must)
    return WrittenLine(row.step, row.aspect, must, products, applies_to, row.note or None, row.note_nl or None)


def vocabulary() -> Vocabulary:
    """The words of the pathway."""
    return vocabulary_of(words_of(words()))


def words() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The data of the vocabulary files: entries by file and section, in their order."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for file, section, data in Word.objects.values_list("file", "section", "data"):
        found.setdefault((file, section), []).append(plain.loads(data))
    return {
        file: {section: found[file, section] for section in model.model_fields if (file, section) in found}
        for file, model in MODELS.items()
    }


def heads() -> dict[str, str]:
    """The comment above the facts of each file, by path."""
    return dict(FactFile.objects.values_list("path", "head"))


def _product_heads() -> dict[str, dict[str, Any]]:
    """The data of each product's file without its requirements."""
    read = {row.product_id: row for row in ProfileRow.objects.all()}
    sources: dict[str, list[dict[str, Any]]] = {}
    for row in Consulted.objects.select_related("document"):
        sources.setdefault(row.profile_id, []).append(_source(row))
    return {
        slug: {
            **plain.loads(identity),
            "sources": sources.get(slug, []),
            "sections_read": plain.loads(read[slug].sections_read),
            "sections_unread": plain.loads(read[slug].sections_unread),
        }
        for slug, identity in present().values_list("slug", "identity")
    }


def _source(row: Consulted) -> dict[str, Any]:
    document = row.document
    data = {
        "doc": document.title,
        "section": row.section,
        "version": document.version,
        "url": document.url,
        "jurisdiction": document.jurisdiction,
        "second_best": document.second_best,
        "seen_via": row.seen_via,
    }
    return {key: value for key, value in data.items() if value}


def _item(values: tuple[Any, ...]) -> dict[str, Any]:
    """A version as the entry of the file that would say it."""
    row = dict(zip(_VERSION_FIELDS, values, strict=True))
    source = {
        "doc": row["document__title"],
        "section": row["section"],
        "version": row["document__version"],
        "url": row["document__url"],
        "jurisdiction": row["document__jurisdiction"],
        "second_best": row["document__second_best"],
        "checked_by": row["checked_by"],
        "checked_on": row["checked_on"],
    }
    item = {
        "applies_to": plain.loads(row["applies_to"]) if row["applies_to"] else None,
        "note": row["note"],
        "note_nl": row["note_nl"],
        "valid_from": row["valid_from"],
        "valid_to": row["valid_to"],
    }
    return {
        "step": row["requirement__step"],
        "aspect": row["requirement__aspect"],
        "must": plain.loads(row["must"]),
        "source": {key: value for key, value in source.items() if value},
        "obligation": row["obligation"],
        **{key: value for key, value in item.items() if value},
    }


def _profile(slug: str, head: Mapping[str, Any], items: list[dict[str, Any]], words: Vocabulary) -> Profile:
    return profile_of(Located(f"{slug} in the database", {**head, "requirements": items}, {}), slug, words)


def history(row: RequirementRow) -> list[Version]:
    """Every version of a requirement, the newest first."""
    words = facts().vocabulary
    head = _product_heads().get(row.product_id) or {**plain.loads(row.product.identity)}
    fields = ("pk", "recorded_at", "recorded_by", "replaced_at", "replaced_by", *_VERSION_FIELDS)
    found = []
    rows = RequirementVersion.objects.filter(requirement=row).order_by("-recorded_at", "-pk").values_list(*fields)
    for number, at, by, until, ended_by, *values in rows:
        profile = _profile(row.product_id, head, [_item(tuple(values))], words)
        found.append(Version(number, profile.requirements[0], at, by, until, ended_by))
    return found


def requirement_row(requirement: Requirement) -> RequirementRow:
    """The lasting row of a requirement of the engine; DoesNotExist when this database never had it."""
    return RequirementRow.objects.get(
        product_id=requirement.product,
        step=requirement.step,
        aspect=requirement.aspect,
        scope=requirement.scope.key,
    )


def citing(key: str) -> list[Requirement]:
    """Every present requirement that cites the document of this key, by product and then by place."""
    return [r for p in facts().profiles for r in p.requirements if r.citation.document.key == key]


def consulted(key: str) -> QuerySet[Consulted]:
    """The products in whose list of sources the document of this key stands."""
    return Consulted.objects.filter(document__key=key, profile__product__removed_at=None)


def counts() -> dict[str, int]:
    """How much there is, and how many requirements say something else than their file did at the last load."""
    current = RequirementVersion.objects.filter(replaced_at=None)
    changed = current.exclude(digest=F("requirement__loaded")).count()
    ended = RequirementRow.objects.exclude(loaded="").count() - current.exclude(requirement__loaded="").count()
    cited = set(current.values_list("document_id", flat=True))
    named = set(Consulted.objects.filter(profile__product__removed_at=None).values_list("document_id", flat=True))
    return {
        "products": present().count(),
        "requirements": current.count(),
        "documents": len(cited | named),
        "aspects": Word.objects.filter(section="aspects").count(),
        "edited": changed + ended,
    }


def chosen(slugs: Iterable[str]) -> tuple[Profile, ...]:
    """The profiles of these slugs; KeyError names an unknown one."""
    return facts().chosen(slugs)
