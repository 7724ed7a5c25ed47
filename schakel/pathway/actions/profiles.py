# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writes of what was read of each product's texts."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from schakel.pathway.engine.requirement import Profile as ProfileValue
from schakel.pathway.models import Consulted, Profile
from schakel.sources.engine.citation import Document as DocumentValue
from schakel.sources.models import Document
from schakel.values import plain

Documents = Mapping[DocumentValue, Document]


@transaction.atomic
def keep_profiles(*, profiles: Sequence[ProfileValue], documents: Documents) -> list[str]:
    """Makes what was read of these products exactly this; answers the slugs of those that changed."""
    known = {row.product_id: row for row in Profile.objects.all()}
    consulted: dict[str, list[tuple[int, int, str, str]]] = {}
    for slug, *entry in Consulted.objects.values_list("profile_id", "place", "document_id", "section", "seen_via"):
        consulted.setdefault(slug, []).append((entry[0], entry[1], entry[2], entry[3]))
    return [
        profile.slug
        for profile in profiles
        if _keep_profile(profile, known.get(profile.slug), consulted.get(profile.slug, []), documents)
    ]


def _keep_profile(
    profile: ProfileValue, known: Profile | None, before: list[tuple[int, int, str, str]], documents: Documents
) -> bool:
    read, unread = map(plain.dumps, profile.sections)
    rows = [
        Consulted(
            profile_id=profile.slug,
            place=place,
            document=documents[source.document()],
            section=source.section or "",
            seen_via=source.seen_via or "",
        )
        for place, source in enumerate(profile.consulted)
    ]
    after = [(row.place, row.document_id, row.section, row.seen_via) for row in rows]
    if known and (known.sections_read, known.sections_unread, before) == (read, unread, after):
        return False
    Profile(product_id=profile.slug, sections_read=read, sections_unread=unread).save()
    Consulted.objects.filter(profile_id=profile.slug).delete()
    Consulted.objects.bulk_create(rows)
    return True
