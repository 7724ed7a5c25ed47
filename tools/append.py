# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""`python -m tools.append COUNT`: how long one trail entry takes beside a raw insert of the same bytes.

Run in a process of its own per database (tools/bench_cases/audit.py): the database is chosen by the environment. Prints
JSON with the median seconds of each, both committed one by one and in turns.
"""

import json
import statistics
import sys

import django


def measure(count: int) -> dict[str, float]:
    """Median seconds of a committed raw insert, and of a committed trail entry of the same size."""
    from django.db import connection, transaction

    from schakel.audit.actions import record
    from tools.bench import seconds

    details = {"note": "x" * 600, "requirement": "kymriah/storage.temperature", "reason": "synthetic"}

    def ours() -> None:
        with transaction.atomic():
            record(by="person:1", action="bench.append", object="requirement:1", details=details)

    body = json.dumps(details)

    def raw() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_raw (body) VALUES (%s)", [body])

    with connection.cursor() as cursor:
        key = "bigserial" if connection.vendor == "postgresql" else "integer"
        cursor.execute(f"CREATE TABLE bench_raw (id {key} PRIMARY KEY, body text NOT NULL)")
    pairs = [(seconds(raw), seconds(ours)) for _ in range(count)][count // 10 :]
    return {"raw": statistics.median(a for a, _ in pairs), "ours": statistics.median(b for _, b in pairs)}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]))))
