# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""News: written in drafts, published once, with every version kept; and what happened beside it, also as feeds."""

from xml.etree import ElementTree

import pytest
from django.test import Client

from schakel.audit.models import Entry
from schakel.catalogue.load import load as load_catalogue
from schakel.following.actions import announce, follow
from schakel.following.models import Happening
from schakel.following.reads import notifications
from schakel.pathway.load import load
from schakel.pathway.tests.written_facts import DATA
from schakel.people.roles import REVIEWER
from schakel.public import actions
from schakel.public.models import NewsItem, NewsVersion
from schakel.search.reads import search
from tests.cast import Player, make_player

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = {"title_nl": "Een nieuw bericht", "text_nl": "Er is *nieuws*.", "topics": "product:kymriah"}


@pytest.fixture
def facts(db: None) -> None:
    load(DATA)
    load_catalogue(DATA)


def written(editor: Player, **more: str) -> NewsItem:
    response = editor.post("/news/write/", {**NEWS, **more})
    assert response.status_code == 302, response.content.decode()
    return NewsItem.objects.get()


@pytest.mark.usefixtures("facts")
class TestWriting:
    def test_a_draft_is_seen_by_who_writes_alone(self, editor: Player, stranger: Client, visitor: Player) -> None:
        item = written(editor)
        assert editor.get(f"/news/{item.pk}/").status_code == 200
        assert stranger.get(f"/news/{item.pk}/").status_code == 404
        assert visitor.get(f"/news/{item.pk}/").status_code == 404
        assert "Een nieuw bericht" not in stranger.get("/news/").content.decode()
        assert "Een nieuw bericht" in editor.get("/news/").content.decode()

    def test_published_it_is_public_found_and_told_once(self, editor: Player, stranger: Client) -> None:
        reader = make_player("Fleur Follower", REVIEWER)
        follow(person=reader.person, topic="product:kymriah")
        item = written(editor)
        for _twice in range(2):
            assert editor.post(f"/news/{item.pk}/publish/").status_code == 302
        html = stranger.get("/news/", headers={"accept-language": "nl"}).content.decode()
        assert html.count("Een nieuw bericht") == 1
        assert "<em>nieuws</em>" in stranger.get(f"/news/{item.pk}/").content.decode()
        assert [row.title_nl for row in notifications(reader.person)] == ["Een nieuw bericht"]
        assert "news" in {hit.kind for hit in search("nieuw bericht", "nl").found}

    def test_withdrawn_it_is_gone_and_its_history_stays(self, editor: Player, stranger: Client) -> None:
        item = written(editor)
        editor.post(f"/news/{item.pk}/publish/")
        editor.post(f"/news/{item.pk}/edit/", {**NEWS, "title_nl": "Een beter bericht"})
        editor.post(f"/news/{item.pk}/withdraw/")
        assert stranger.get(f"/news/{item.pk}/").status_code == 404
        told = list(NewsVersion.objects.order_by("number").values_list("title_nl", "state"))
        assert told == [
            ("Een nieuw bericht", "draft"),
            ("Een nieuw bericht", "published"),
            ("Een beter bericht", "published"),
            ("Een beter bericht", "withdrawn"),
        ]
        assert Entry.objects.filter(object_type="news", object_id=str(item.pk)).count() == 4
        assert not search("beter bericht", "nl", kind="news").found

    def test_the_same_words_again_are_no_new_version(self, editor: Player) -> None:
        item = written(editor)
        editor.post(f"/news/{item.pk}/edit/", NEWS)
        assert NewsVersion.objects.count() == 1

    def test_only_who_may_write_news_writes_it(self, visitor: Player, stranger: Client, editor: Player) -> None:
        item = written(editor)
        for address in ("/news/write/", f"/news/{item.pk}/edit/", f"/news/{item.pk}/publish/"):
            assert visitor.post(address, NEWS).status_code == 403
            assert stranger.post(address, NEWS).status_code == 302
        assert NewsItem.objects.get().state == "draft"
        assert editor.get(f"/news/{item.pk}/publish/").status_code == 405
        assert editor.get("/news/99/edit/").status_code == 404

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("topics", "product:nosuch", "no subject called “product:nosuch”"),
            ("title_nl", "", "required"),
            ("title_en", "Only a title", "or neither"),
        ],
    )
    def test_a_wrong_field_is_told(self, editor: Player, field: str, value: str, sentence: str) -> None:
        response = editor.post("/news/write/", {**NEWS, field: value}, headers={"accept-language": "en"})
        assert (response.status_code, sentence in response.content.decode()) == (422, True)

    def test_script_does_no_harm(self, editor: Player) -> None:
        item = written(editor, text_nl="<script>alert(1)</script> [x](javascript:alert(1))")
        body = editor.get(f"/news/{item.pk}/").content.decode()
        assert "<script>alert" not in body
        assert "javascript:" not in body.split("<article>")[1].split("</article>")[0].replace("[x](javascript:", "")

    def test_english_where_there_is_any(self, editor: Player, stranger: Client) -> None:
        item = written(editor, title_en="A new item", text_en="There is news.")
        editor.post(f"/news/{item.pk}/publish/")
        assert "A new item" in stranger.get("/news/", headers={"accept-language": "en"}).content.decode()
        assert "Een nieuw bericht" in stranger.get("/news/", headers={"accept-language": "nl"}).content.decode()


def read(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314 - what our own site wrote


def happening(n: int = 1, topic: str = "product:kymriah") -> None:
    announce(
        topics=[topic], title_nl=f"Gebeurtenis {n}", title_en=f"Event {n}", url="/therapies/kymriah/", by="system:test"
    )


@pytest.mark.usefixtures("facts")
class TestFeeds:
    def test_rss_is_complete_and_in_one_language(self, stranger: Client) -> None:
        happening(1)
        happening(2)
        for lang, word in (("nl", "Gebeurtenis"), ("en", "Event")):
            response = stranger.get(f"/news/rss.xml?lang={lang}")
            assert response["Content-Type"].startswith("application/rss+xml")
            channel = read(response.content).find("channel")
            assert channel is not None
            assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
            assert channel.findtext("language") == lang
            items = channel.findall("item")
            assert [item.findtext("title") for item in items] == [f"{word} 2", f"{word} 1"]
            assert len({item.findtext("guid") for item in items}) == 2
            assert all(item.findtext("pubDate") and item.findtext("link", "").startswith("http") for item in items)

    def test_atom_is_complete(self, stranger: Client) -> None:
        happening()
        feed = read(stranger.get("/news/atom.xml?lang=en").content)
        assert feed.tag == f"{ATOM}feed"
        assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        (entry,) = feed.findall(f"{ATOM}entry")
        assert all(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))

    def test_a_therapy_has_its_own(self, stranger: Client) -> None:
        happening(1)
        happening(2, "product:abecma")
        for kind in ("rss", "atom"):
            text = stranger.get(f"/therapies/kymriah/{kind}.xml?lang=en").content.decode()
            assert "Event 1" in text
            assert "Event 2" not in text
        assert stranger.get("/therapies/nosuch/rss.xml").status_code == 404

    def test_news_comes_in_pages(self, stranger: Client, settings: object) -> None:
        settings.SCHAKEL_PAGE_SIZE = 2  # type: ignore[attr-defined]
        for n in range(1, 6):
            happening(n)
        pages = [
            stranger.get(f"/news/?page={n}", headers={"accept-language": "en"}).content.decode() for n in (1, 2, 3)
        ]
        shown = [[n for n in range(1, 6) if f"Event {n}" in page] for page in pages]
        assert shown == [[4, 5], [2, 3], [1]]
        assert stranger.get("/news/?page=-1").status_code == 200


@pytest.mark.usefixtures("facts")
def test_the_first_load_of_statuses_is_no_news() -> None:
    assert Happening.objects.count() == 0
    actions.index_pages()
    assert not actions.index_pages()
