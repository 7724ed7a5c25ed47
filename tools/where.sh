#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/where.sh WORD: every line of the repository that holds the word, under the room it belongs to.
set -eu
[ -n "${1:-}" ] || { echo 'Say which word: make where WORD=storage_temperature' >&2; exit 2; }
git grep -nIF -e "$1" -- ':!requirements.lock' ':!static/vendor' | awk -F: '
    { split($1, part, "/"); room = part[1] == "schakel" ? part[1] "/" part[2] : part[1] }
    room != last { if (last) print ""; print "== " room; last = room }
    { print "  " substr($0, 1, 200) }' || { echo "Nowhere: $1"; exit 1; }
