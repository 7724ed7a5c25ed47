# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""A new product: its file is written, judged without a database, loaded, and found wherever someone looks."""

import pytest

from schakel.cli.tests.run import Runner
from schakel.pathway.load import load
from schakel.pathway.tests.editing import load_small
from schakel.pathway.tests.written_facts import product_text

EN = {"accept-language": "en"}
ASKED = (("storage.temperature", "{max: -150, unit: Cel}"), ("preparation.thaw_method", "{one_of: [dry_thaw]}"))


@pytest.mark.django_db
def test_from_its_file_to_every_page(tmp_path, client, capsys, monkeypatch) -> None:
    schakel = Runner(capsys, monkeypatch)
    load_small(tmp_path)
    new = tmp_path / "gamma.yaml"
    new.write_text(product_text(*ASKED, brand="Gamma").replace("unit: Cel", "unit: mL"), encoding="utf-8")

    judged = schakel("--data", tmp_path, "compare", "alpha", "gamma")
    assert judged.code == 2
    assert "gamma.yaml:13" in judged.err, "the fault names file and line"

    new.write_text(product_text(*ASKED, brand="Gamma"), encoding="utf-8")
    judged = schakel("--data", tmp_path, "standard", "alpha", "beta", "gamma")
    assert judged.code == 0

    load(tmp_path)
    assert "Gamma" in client.get("/products/?status=authorised", headers=EN).content.decode()
    assert "Gamma" in client.get("/search/?q=gamma", headers=EN).content.decode()
    assert "≤\u00a0−150\u00a0°C" in client.get("/products/gamma/", headers=EN).content.decode()
    page = client.get("/checklist/?product=alpha&product=beta&product=gamma&step=storage", headers=EN).content.decode()
    assert "For all three" in page
    assert client.get("/api/compare?product=alpha&product=gamma").json()["products"] == ["alpha", "gamma"]
