# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Texts for everyone: short sentences, no unexplained words, a source for every fact."""

import pytest

from schakel.catalogue.engine.conditions import FILE as CONDITIONS
from schakel.catalogue.engine.conditions import read_conditions
from schakel.catalogue.engine.dutch_status import FILE as STATUSES
from schakel.catalogue.engine.dutch_status import REGISTER, read_status
from schakel.pathway.tests.written_facts import DATA
from schakel.public.engine.plain import FILE, Plain, read_plain
from schakel.public.engine.readable import LONGEST, complaints, hard_words, sentences
from schakel.values.located import FactsError

TEXT = (DATA / FILE).read_text(encoding="utf-8")


def plain(old: str = "", new: str = "") -> Plain:
    assert old in TEXT
    return read_plain(TEXT.replace(old, new, 1) if old else TEXT)


def test_words_are_counted_per_sentence() -> None:
    assert sentences("U gaat naar huis. Daar rust u uit: dat helpt!") == [4, 4, 2]
    assert sentences("") == []


def test_a_long_sentence_is_complained_of() -> None:
    text = " ".join(["woord"] * (LONGEST + 1)) + "."
    assert "at most" in " ".join(complaints(text, "nl"))
    assert list(complaints("Dit is kort.", "nl")) == []


def test_a_hard_word_must_be_explained() -> None:
    assert hard_words("U krijgt een infuus bij recidief.", "nl") == ["infuus", "recidief"]
    assert hard_words("U krijgt een infuus.", "nl", ["infuus"]) == []
    assert hard_words("De infusiepomp werkt.", "nl") == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("Ze vallen zieke cellen aan.", "Ze hebben een respons op refractair weefsel.", "'refractair'"),
        ("{ref: erasmus_cart}", "{ref: nowhere}", "unknown source 'nowhere'"),
        ('what:\n    nl: "T-cellen zijn', 'what:\n    invented: x\n    nl: "T-cellen zijn', "unknown key 'invented'"),
    ],
)
def test_a_fault_is_refused(old: str, new: str, what: str) -> None:
    with pytest.raises(FactsError, match=what):
        plain(old, new)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(FactsError, match="unknown modality 'car_t'"):
        read_plain(TEXT, modalities=set(), steps={})


def test_a_step_that_is_not_required_is_left_out() -> None:
    found = plain()
    order = ("referral", "collection", "conditioning", "administration")
    steps = [one.step for one in found.steps_of("ex_vivo_autologous", "car_t", order, required=())]
    assert steps == ["referral", "collection", "administration"]
    with_it = [one.step for one in found.steps_of("ex_vivo_autologous", "car_t", order, required={"conditioning"})]
    assert with_it == list(order)


def test_words_for_one_kind_of_therapy_are_not_said_of_another() -> None:
    found = plain()
    said = {kind: found.steps_of("ex_vivo_autologous", kind, ("collection",), ())[0] for kind in ("car_t", "hsc")}
    assert "white blood cells" in said["car_t"].told.what.en
    assert "white blood cells" not in said["hsc"].told.what.en


def test_questions_fit_the_pathway() -> None:
    found = plain()
    own = {one.ask.en for one in found.questions_of("ex_vivo_autologous")}
    assert {one.ask.en for one in found.questions_of("in_vivo")} < own


def test_every_hard_word_has_a_meaning_when_it_is_used() -> None:
    found = plain()
    assert [one.word.nl for one in found.words_in("Een machine doet aferese.", "nl")] == ["aferese"]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_diseases_and_statuses_are_told_plainly(lang: str) -> None:
    """The other texts that patients read keep the same measure."""
    explained = [word for one in plain().words for word in one.word.in_(lang).replace(")", "").split(" (")]
    conditions = [model for model, _cited in read_conditions((DATA / CONDITIONS).read_bytes())]
    statuses = read_status((DATA / STATUSES).read_bytes(), (DATA / REGISTER).read_bytes())
    texts = [model.what.label().in_(lang) for model in conditions if model.what]
    texts += [term.meaning.label().in_(lang) for term in statuses.terms]
    texts += [model.plain.label().in_(lang) for model, _cited in statuses.statuses]
    found = [(text, told) for text in texts for told in complaints(text, lang, explained)]
    assert found == []
