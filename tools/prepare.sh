#!/bin/bash
# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2
#
# tools/prepare.sh VAR: translations, tables, facts and demo people, so that the server has something to show.
set -eu
var=$1
mkdir -p "$var"
export DJANGO_SETTINGS_MODULE=schakel.config.settings.run
export SCHAKEL_VAR=$var
.venv/bin/python tools/messages.py compile
.venv/bin/python manage.py migrate --verbosity 0
echo "Loading the facts"
.venv/bin/schakel load >"$var/loaded.new"
.venv/bin/python tools/demo.py >>"$var/loaded.new"
mv "$var/loaded.new" "$var/loaded.txt"
