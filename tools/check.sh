#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# Every check that needs no test run. All of them run, also after one fails; the names of those that failed come last.
set -u
failed=()
check() {
    local name=$1 output
    shift
    printf '%-12s ' "$name"
    if output=$("$@" 2>&1); then
        echo ok
    else
        echo FAILED
        printf '%s\n' "$output"
        failed+=("$name")
    fi
}
bin=.venv/bin
export DJANGO_SETTINGS_MODULE=schakel.config.settings.test
check lint "$bin/ruff" check .
check format "$bin/ruff" format --check .
check types "$bin/mypy"
check arrows "$bin/lint-imports"
check templates "$bin/djlint" schakel --lint --quiet
check licences "$bin/reuse" lint --quiet
check migrations "$bin/python" manage.py makemigrations --check --dry-run
check django "$bin/python" manage.py check
check lock "$bin/python" tools/lock.py check
check dutch "$bin/python" tools/messages.py missing
check clean "$bin/pytest" -q -p no:cacheprovider tests/walls/test_clean.py
if [ ${#failed[@]} -gt 0 ]; then
    echo "Not in order: ${failed[*]}"
    exit 1
fi
echo "All in order."
