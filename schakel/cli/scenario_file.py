# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading one file named on the command line, for `forecast`, `simulate` and `allocate`."""

from collections.abc import Sequence
from pathlib import Path

from schakel.cli.given import BadInputError
from schakel.values.located import MAX_BYTES, FactsError, Located, read


def read_bytes(file: Path) -> bytes:
    """What the file holds; BadInputError when it cannot be read or is too large."""
    try:
        with file.open("rb") as stream:
            found = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInputError(f"{file}: {(error.strerror or 'cannot be read').lower()}") from None
    if len(found) > MAX_BYTES:
        raise BadInputError(f"{file}: more than {MAX_BYTES:,} bytes")
    return found


def read_file(file: Path) -> Located:
    """The file as located data; FactsError names the line of the first fault."""
    return read(str(file), read_bytes(file))


def kind_of(located: Located, known: Sequence[str]) -> str:
    """What the file says it is; FactsError when that is none of `known`."""
    kind = located.data.get("kind") if isinstance(located.data, dict) else None
    if kind not in known:
        raise FactsError([located.fault(("kind",), f"the kind of file is {kind!r}", f"kind: {' or '.join(known)}")])
    return str(kind)
