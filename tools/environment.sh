#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/environment.sh PYTHON tool|all: the virtual environment, with only what requirements.lock names and its hashes prove.
set -eu
python=$1
what=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Schakel needs Python 3.11 or newer; '$python' is $("$python" --version 2>&1). Choose another with PYTHON=…" >&2
    exit 1
fi
if [ ! -x .venv/bin/python ]; then
    echo "Making the environment in .venv"
    "$python" -m venv .venv
fi
[ -x .venv/bin/uv ] || .venv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
[ "$what" = all ] || exit 0
.venv/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python requirements.lock
# Without build isolation: setuptools comes from the lock, so nothing unproven is fetched.
# Compat mode is a plain path file, which starts faster than setuptools' import hook.
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation \
    --config-setting editable_mode=compat --editable .
