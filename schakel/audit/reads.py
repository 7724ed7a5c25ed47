# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""What others ask the trail: entries in pages, proofs, checkpoints, and the whole trail as a file. Never writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from schakel.audit.engine import checkpoint as checkpoints
from schakel.audit.engine import merkle, tiles, trail
from schakel.audit.engine.entry import Details, parse
from schakel.audit.engine.proof import Consistency, Inclusion
from schakel.audit.models import Checkpoint, Entry, Head, Personal, Subtree


class NoSuchEntry(LookupError):  # noqa: N818 - an answer, not a breakdown
    """The trail has no such entry, or not that many."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a page shows it. `personal` holds what was not erased."""

    index: int
    at: datetime
    actor: str
    action: str
    object: str
    details: Details
    personal: Mapping[str, str]
    leaf_hash: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first. `older` is the `before` of the next page, None on the last one."""

    lines: tuple[Line, ...]
    older: int | None


def entries(
    *,
    actor: str = "",
    object: str = "",  # noqa: A002 - the word of NEN 7513 for what was acted upon
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Page:
    """Entries that fit every filter given, newest first.

    `object` is a whole identifier (`person:7`) or a kind (`person`); `action` is whole (`role.grant`) or its first part
    (`role`). `since` is included, `until` is not. `before` continues an earlier page.
    """
    rows = Entry.objects.order_by("-index")
    if actor:
        rows = rows.filter(actor=actor)
    if object:
        kind, named, name = object.partition(":")
        rows = rows.filter(object_type=kind, **({"object_id": name} if named else {}))
    if action:
        rows = rows.filter(action=action) if "." in action else rows.filter(action__startswith=f"{action}.")
    for name, value in (("at__gte", since), ("at__lt", until), ("index__lt", before)):
        if value is not None:
            rows = rows.filter(**{name: value})
    found = list(rows[: limit + 1])
    return Page(_lines(found[:limit]), found[limit - 1].index if len(found) > limit else None)


def entry(index: int) -> Line:
    """One entry; `NoSuchEntry` when the trail is shorter."""
    return _lines([_entry_row(index)])[0]


def actions() -> list[str]:
    """Every action that occurs, for a filter to choose from."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def newest() -> tuple[str, datetime | None]:
    """The hash of the newest entry in hex and its moment; empty and None while there is none.

    Since every action leaves an entry, what was computed from the tables holds until this hash is another one.
    """
    row = Entry.objects.order_by("-index").values_list("leaf_hash", "at").first()
    return (bytes(row[0]).hex(), row[1]) if row else ("", None)


def size() -> int:
    """How many entries there are."""
    head = Head.objects.first()
    return head.size if head else 0


def root(count: int) -> bytes:
    """Root over the first `count` entries."""
    return merkle.root(_existing(count), _reader(count))


def inclusion_proof(index: int, count: int | None = None) -> Inclusion:
    """Proof that the entry is in the tree of the first `count` entries (default: of all)."""
    row = _entry_row(index)
    count = size() if count is None else _existing(count)
    if index >= count:
        raise NoSuchEntry(f"entry {index} is not among the first {count}")
    read = _reader(count)
    path = tuple(merkle.inclusion_path(index, count, read))
    return Inclusion(index, count, bytes(row.leaf_hash), merkle.root(count, read), path)


def consistency_proof(old: int, new: int, *, old_root: bytes | None = None) -> Consistency:
    """Proof that the first `new` entries begin with the first `old`, against the old root given (default: ours)."""
    read = _reader(_existing(new))
    if not 0 < old <= new:
        raise NoSuchEntry(f"nothing can be proved between the first {old} and the first {new} entries")
    path = tuple(merkle.consistency_path(old, new, read))
    return Consistency(old, new, root(old) if old_root is None else old_root, merkle.root(new, read), path)


def latest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def checkpoints_signed() -> list[Checkpoint]:
    """Newest first."""
    return list(Checkpoint.objects.order_by("-size"))


def statement(row: Checkpoint) -> checkpoints.Checkpoint:
    """What a signed checkpoint says."""
    return checkpoints.parse(row.note.encode())[0]


def export(row: Checkpoint) -> Iterator[bytes]:
    """The trail up to a checkpoint as lines of a file that `schakel verify trail` reads. Names are not in it."""
    bodies = Entry.objects.filter(index__lt=row.size).order_by("index").values_list("body", flat=True)
    return trail.write(row.note, (bytes(body) for body in bodies.iterator(chunk_size=2000)))


def tile(wanted: tiles.Tile) -> bytes:
    """The hashes of one tile, as tlog-tiles serves it."""
    start = wanted.index * tiles.WIDTH
    rows = Entry.objects.all() if wanted.level == 0 else Subtree.objects.filter(level=wanted.level)
    hashes = rows.filter(index__gte=start, index__lt=start + wanted.width).order_by("index")
    return b"".join(bytes(one) for one in hashes.values_list("leaf_hash" if wanted.level == 0 else "hash", flat=True))


def _reader(count: int) -> merkle.Read:
    return tiles.reader(count, tile)


def _existing(count: int) -> int:
    if not 0 <= count <= size():
        raise NoSuchEntry(f"the trail has {size()} entries, not {count}")
    return count


def _entry_row(index: int) -> Entry:
    row = Entry.objects.filter(index=index).first()
    if row is None:
        raise NoSuchEntry(f"the trail has no entry {index}")
    return row


def _lines(rows: Sequence[Entry]) -> tuple[Line, ...]:
    kept: dict[int, dict[str, str]] = {}
    for one in Personal.objects.filter(index__in=[row.index for row in rows]):
        kept.setdefault(one.index, {})[one.name] = one.value
    return tuple(_line(row, kept.get(row.index, {})) for row in rows)


def _line(row: Entry, personal: Mapping[str, str]) -> Line:
    # From the bytes that were hashed, not from the columns beside them: a page shows what the tree vouches for.
    said = parse(bytes(row.body))
    return Line(said.index, said.at, said.actor, said.action, said.object, said.details, personal, bytes(row.leaf_hash))
