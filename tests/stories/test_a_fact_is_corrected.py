# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A text changed: from the editor who noticed it to every page, the files and the trail that an outsider checks."""

import json

import pytest

from schakel.audit import reads as trail
from schakel.cli.tests.run import Runner
from schakel.pathway import reads
from schakel.pathway.actions.proposals import propose
from schakel.pathway.engine.compare import compare
from schakel.pathway.export import export
from schakel.pathway.load import load
from schakel.pathway.tests.editing import TEMPERATURE, current, load_small, now, saying

EN = {"accept-language": "en"}
COMPARE = "/compare/?product=alpha&product=beta&step=storage&open=storage.temperature"


@pytest.mark.django_db
def test_from_the_editor_to_every_page_the_files_and_the_trail(
    tmp_path, editor, reviewer, client, capsys, monkeypatch
) -> None:
    schakel = Runner(capsys, monkeypatch)
    facts, files = tmp_path / "facts", tmp_path / "files"
    facts.mkdir()
    load_small(facts)
    assert "≤\u00a0−130\u00a0°C" in client.get(COMPARE, headers=EN).content.decode()

    colder = saying(must={"max": -150, "unit": "Cel"})
    made = propose(by=editor.person.actor, requirement=now(), item=colder, base=current().pk, reason="New SmPC.")
    assert "≤\u00a0−150\u00a0°C" not in client.get(COMPARE, headers=EN).content.decode(), "a proposal changes nothing"
    assert reviewer.post(f"/proposals/{made.pk}/approve/", {"why": "Read it."}).status_code == 302

    page = client.get(COMPARE, headers=EN).content.decode()
    assert "Alpha sets the rule." in page
    history = client.get(f"/requirements/{TEMPERATURE}/", headers=EN).content.decode()
    assert "≤\u00a0−120\u00a0°C" in history
    assert "≤\u00a0−150\u00a0°C" in history

    files.mkdir()
    export(files)
    assert "max: -150" in (files / "products" / "alpha.yaml").read_text(encoding="utf-8")
    load(files)
    (row,) = [
        r for r in compare(reads.facts().profiles, reads.facts().vocabulary, steps=("storage",)).rows if r.binding
    ]
    assert row.binding == {TEMPERATURE}

    proof = reviewer.get(f"/people/trail/{trail.size() - 1}/proof.json")
    told = tmp_path / "proof.json"
    told.write_bytes(proof.content)
    assert schakel("verify", "inclusion", told).code == 0
    forged = json.loads(proof.content) | {"leafIdx": 0}
    told.write_text(json.dumps(forged), encoding="utf-8")
    assert schakel("verify", "inclusion", told).code == 1
