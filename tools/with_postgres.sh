#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/with_postgres.sh COMMAND…: run the command beside a PostgreSQL of its own (free port, temporary folder), then stop it.
# The command finds it in TEST_PG_PORT; nothing of an installed cluster is touched.
set -eu
bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1 || true)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb)")
folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then # initdb refuses root
    chown postgres "$folder"
    as=(setpriv --reuid postgres --regid postgres --clear-groups)
fi
# shellcheck disable=SC2329
stop() {
    [ ! -f "$folder/data/postmaster.pid" ] || (cd "$folder" && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null)
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
TEST_PG_PORT=$(.venv/bin/python -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
export TEST_PG_PORT
# In its own folder: the postgres user may not be allowed to read the current one.
(
    cd "$folder"
    "${as[@]}" "$bin/initdb" -D "$folder/data" -A trust -U schakel -E UTF8 --locale=C.UTF-8 >"$folder/initdb.log" || {
        cat "$folder/initdb.log" >&2
        exit 1
    }
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/log" \
        -o "-p $TEST_PG_PORT -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off" \
        start >/dev/null || {
        cat "$folder/data/log" >&2
        exit 1
    }
)
status=0
"$@" || status=$?
exit "$status"
