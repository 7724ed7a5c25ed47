#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/serve.sh HOST PORT: the server, and beside it the worker that answers capacity scenarios. Both end together.
set -u
bin=${BIN:-.venv/bin}
# Less in a hurry than the pages.
nice -n 10 "$bin/python" manage.py work &
worker=$!
"$bin/granian" --interface wsgi --host "$1" --port "$2" --workers 1 --blocking-threads 4 --no-ws \
    --log-level warning schakel.config.wsgi:application &
server=$!
# The worker ends its task at the second signal; the run is taken up again at the next start.
end() { kill "$server" "$worker" 2>/dev/null; sleep 0.2; kill "$worker" 2>/dev/null; }
trap end INT TERM
wait "$server"
code=$?
end
wait
exit "$code"
