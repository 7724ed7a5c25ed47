# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a text is plain enough: short sentences, and no professional's word that is not explained.

A rough measure of language level B1, which is about more than counting; it catches what counting can catch.
"""

import re
from collections.abc import Collection, Iterator

LONGEST = 20  # words in a sentence
USUAL = 12  # words in a sentence on average over a text

SENTENCE = re.compile(r"[^.!?:]+[.!?:]?")
WORD = re.compile(r"[\w'’-]+")

# Words of professionals that have a plain one, or that need explaining where they are used.
HARD = {
    "nl": frozenset(
        {
            *("aferese", "leukaferese", "allogeen", "autoloog", "conditionering", "contra-indicatie", "deficiëntie"),
            *("diagnose", "etiologie", "expressie", "hematologie", "indicatie", "infuus", "infusie", "intraveneus"),
            *("leukodystrofie", "lymfodepletie", "maligniteit", "metastase", "metastasen", "monitoring", "mutatie"),
            *("neurotoxiciteit", "palliatief", "prognose", "recidief", "recidiverend", "refractair", "remissie"),
            *("respons", "symptomatisch", "therapeutisch", "toediening", "toxiciteit", "transductie", "vector"),
            *("sluis", "donor", "chemotherapie", "stamcellen", "weefsel", "laboratorium", "basispakket"),
        }
    ),
    "en": frozenset(
        {
            *("adverse", "allogeneic", "apheresis", "autologous", "conditioning", "contraindication", "deficiency"),
            *("drip", "etiology", "expression", "haematology", "indication", "infusion", "intravenous"),
            *("leukapheresis", "lymphodepletion", "malignancy", "metastasis", "metastatic", "monitoring", "mutation"),
            *("neurotoxicity", "palliative", "prognosis", "refractory", "relapsed", "remission", "response"),
            *("symptomatic", "therapeutic", "toxicity", "transduction", "vector"),
            *("donor", "chemotherapy", "stem cells", "tissue", "laboratory"),
        }
    ),
}


def sentences(text: str) -> list[int]:
    """How many words each sentence has; a colon ends one, as a reader pauses there."""
    counts = (len(WORD.findall(part)) for part in SENTENCE.findall(text))
    return [count for count in counts if count]


def hard_words(text: str, lang: str, explained: Collection[str] = ()) -> list[str]:
    """The professional's words in a text that `explained` does not hold."""
    known = {word.lower() for word in explained}
    held = f" {' '.join(WORD.findall(text.lower()))} "
    return sorted(word for word in HARD[lang] if f" {word} " in held and word not in known)


def complaints(text: str, lang: str, explained: Collection[str] = ()) -> Iterator[str]:
    """What makes a text hard to read, in words; nothing for a plain one."""
    counts = sentences(text)
    if counts and max(counts) > LONGEST:
        yield f"a sentence of {max(counts)} words (at most {LONGEST})"
    if counts and sum(counts) > USUAL * len(counts):
        yield f"{sum(counts) / len(counts):.0f} words a sentence on average (at most {USUAL})"
    for word in hard_words(text, lang, explained):
        yield f"the hard word {word!r} is not explained"
