# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""The JSON API: the answers of the command, their description, and what it says to a wrong question."""

import json
from typing import Any

from jsonschema import Draft202012Validator
from openapi_spec_validator import validate as validate_openapi

from schakel.pathway import reads
from schakel.pathway.engine.compare import compare
from schakel.pathway.engine.published import ANSWERS, LISTS, published_comparison
from schakel.pathway.models import DataVersion
from schakel.pathway.tests.loaded import TWO, Loaded, inline
from schakel.pathway.views.api_docs import operations

ADDRESSES = {
    "compare": f"/api/compare?{TWO}&step=storage",
    "standard": f"/api/standard?{TWO}",
    "leverage": f"/api/leverage?{TWO}",
    "checklist": f"/api/checklist/receipt?{TWO}",
    "windows": f"/api/windows?{TWO}",
    "products": "/api/products",
    "product": "/api/products/kymriah",
    "sources": "/api/sources",
    "vocabulary": "/api/vocabulary",
}


class TestApi(Loaded):
    def json(self, address: str, status: int = 200) -> Any:
        response = self.client.get(address)
        assert response.status_code == status, response.content[:200]
        assert response["Content-Type"] == "application/json; charset=utf-8"
        return json.loads(response.content)

    def test_every_answer_is_as_its_schema_says(self) -> None:
        models = ANSWERS | LISTS
        assert models.keys() == ADDRESSES.keys()
        for name, address in ADDRESSES.items():
            with self.subTest(name):
                schema = models[name].model_json_schema(mode="serialization")
                Draft202012Validator(schema).validate(self.json(address))

    def test_the_answer_is_that_of_the_command(self) -> None:
        facts = reads.facts()
        found = compare(facts.chosen(["kymriah", "yescarta"]), facts.vocabulary, steps=("storage",))
        expected = published_comparison(found).model_dump(mode="json", by_alias=True)
        assert self.json(ADDRESSES["compare"]) == expected

    def test_without_products_it_is_about_the_car_ts_as_on_the_pages(self) -> None:
        found = self.json("/api/standard")
        assert found == self.json("/api/standard?modality=car_t")
        assert {"kymriah", "yescarta"} < set(found["products"])

    def test_natures_narrow_the_question(self) -> None:
        rows = self.json(f"/api/compare?{TWO}&nature=clinical&nature=record")["rows"]
        assert {row["nature"] for row in rows} == {"clinical", "record"}

    def test_a_product_tells_all_it_asks(self) -> None:
        profile = reads.facts().by_slug["kymriah"]
        found = self.json("/api/products/kymriah")
        assert [one["requirement"] for one in found["asked"]] == [r.id for r in profile.requirements]
        assert found["requirements"] == len(profile.requirements)

    def test_sources_count_every_requirement_once(self) -> None:
        total = sum(len(profile.requirements) for profile in reads.facts().profiles)
        found = self.json("/api/sources")["sources"]
        assert sum(one["requirements"] for one in found) == total
        assert len({one["key"] for one in found}) == len(found)

    def test_what_does_not_exist_is_said_with_what_comes_near(self) -> None:
        for address, parameter, name, near in [
            ("/api/compare?product=kymria", "product", "kymria", "kymriah"),
            ("/api/products/yescart", "product", "yescart", "yescarta"),
            ("/api/checklist/recept", "step", "recept", "receipt"),
            (f"/api/standard?{TWO}&step=storag", "step", "storag", "storage"),
            ("/api/windows?modality=cart", "modality", "cart", "car_t"),
        ]:
            with self.subTest(address):
                found = self.json(address, 404)
                assert (found["parameter"], f"“{name}”" in found["detail"]) == (parameter, True)
                assert near in found["near"]

    def test_what_cannot_be_asked_is_said(self) -> None:
        for address, parameter in [
            ("/api/compare?nature=nonsense", "nature"),
            ("/api/compare?prodct=kymriah", "prodct"),
            (f"/api/compare?{TWO}&modality=car_t", "modality"),
            (f"/api/checklist/receipt?{TWO}&step=storage", "step"),
            ("/api/products?page=2", "page"),
        ]:
            with self.subTest(address):
                found = self.json(address, 422)
                assert (found["parameter"], bool(found["detail"])) == (parameter, True)

    def test_a_long_name_is_not_echoed_whole(self) -> None:
        assert len(self.client.get(f"/api/products/{'x' * 3000}").content) < 400

    def test_only_reading(self) -> None:
        assert self.client.post(ADDRESSES["compare"]).status_code == 405
        assert self.client.delete("/api/products/kymriah").status_code == 405

    def test_the_same_facts_are_not_sent_twice(self) -> None:
        first = self.client.get(ADDRESSES["compare"])
        again = self.client.get(ADDRESSES["compare"], headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        other = self.client.get(ADDRESSES["compare"], headers={"if-none-match": '"older"'})
        assert (other.status_code, other.content) == (200, first.content)

    def test_other_facts_have_another_mark(self) -> None:
        before = self.client.get("/api/products")["ETag"]
        DataVersion.objects.update(token="another")
        assert self.client.get("/api/products")["ETag"] != before

    def test_a_wrong_question_is_refused_even_with_a_known_mark(self) -> None:
        etag = self.client.get("/api/products")["ETag"]
        response = self.client.get("/api/products/nothing", headers={"if-none-match": etag})
        assert response.status_code == 404

    def test_the_description_is_valid_openapi(self) -> None:
        described = self.json_plain("/api/openapi.json")
        validate_openapi(described)
        assert described["openapi"].startswith("3.1")
        ids = [operation["get"]["operationId"] for operation in described["paths"].values()]
        assert sorted(ids) == sorted(ADDRESSES)

    def json_plain(self, address: str) -> Any:
        return json.loads(self.client.get(address).content)

    def test_the_page_lists_every_operation_with_an_example_that_works(self) -> None:
        html = self.client.get("/api/").content.decode()
        assert {operation.name for operation in operations()} == ADDRESSES.keys()
        assert inline(html) == []
        for operation in operations():
            with self.subTest(operation.name):
                assert f'href="/api/{operation.example}"'.replace("&", "&amp;") in html
                assert self.client.get(f"/api/{operation.example}").status_code == 200

    def test_the_page_speaks_both_languages(self) -> None:
        dutch = self.client.get("/api/", headers={"accept-language": "nl"}).content.decode()
        english = self.client.get("/api/", headers={"accept-language": "en"}).content.decode()
        assert "Dezelfde vragen voor programma’s" in dutch
        assert "The same questions for programs" in english
        assert self.client.post("/api/").status_code == 405
        # All parameters of a question stand there with their meaning.
        assert "may be given again" in dutch


def test_without_facts_it_says_so(db: None, client: Any) -> None:
    response = client.get("/api/products")
    assert (response.status_code, json.loads(response.content)["detail"]) == (503, "No facts are loaded yet.")
