#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/test.sh [PYTEST ARGUMENTS]: one pytest session in three processes, so that one closing line speaks for both databases.
# Each process is a leg (see conftest.py): all but the browser tests on SQLite, those that touch the database on PostgreSQL,
# and those in a browser.
set -eu
exec .venv/bin/pytest --dist each \
    --tx popen//env:SCHAKEL_LEG=sqlite \
    --tx popen//env:SCHAKEL_LEG=postgresql//env:SCHAKEL_PG_HOST=127.0.0.1//env:SCHAKEL_PG_PORT="$TEST_PG_PORT" \
    --tx popen//env:SCHAKEL_LEG=browser \
    "$@"
