# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Constraints in words: what a professional reads in a cell, in both languages."""

import pytest

from schakel.pathway.engine.words import minutes_words, requirement_words
from schakel.pathway.tests.written_facts import profiles, real_vocabulary

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("asked", "dutch", "english"),
    [
        (("storage.temperature", "{max: -120, unit: Cel}"), f"≤{NB}−120{NB}°C", f"≤{NB}−120{NB}°C"),
        (("preparation.thaw_temperature", "{min: 37, max: 37, unit: Cel}"), f"37{NB}°C", f"37{NB}°C"),
        (("preparation.in_use_temperature", "{min: 2.5, max: 25, unit: Cel}"), f"2,5–25{NB}°C", f"2.5–25{NB}°C"),
        (("storage.vapour_phase_required", "{required: true}"), "verplicht", "required"),
        (("storage.vapour_phase_required", "{required: false}"), "niet verplicht", "not required"),
        (("preparation.refreeze_allowed", "{required: false}"), "verboden", "forbidden"),
        (("preparation.waste_category", "{one_of: [local_guidelines]}"), "lokale richtlijn", "local guidelines"),
        (("preparation.max_time_after_thaw", "{max: 30, unit: min}"), f"≤{NB}30{NB}min", f"≤{NB}30{NB}min"),
        (
            ("preparation.max_time_after_thaw", "{max: 1, unit: h, from: thaw_start}"),
            f"≤{NB}1{NB}uur (begin ontdooien → ",
            f"≤{NB}1{NB}hour (start of thaw → ",
        ),
        (("follow_up.live_vaccines", "{text: 'Not now', nl: 'Nu niet'}"), "Nu niet", "Not now"),
    ],
)
def test_a_requirement_in_words(asked, dutch, english):
    (profile,) = profiles(a=[asked])
    (requirement,) = profile.requirements
    assert requirement_words(requirement, real_vocabulary(), "nl").startswith(dutch)
    assert requirement_words(requirement, real_vocabulary(), "en").startswith(english)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (40320, None, f"≥{NB}4{NB}weken"),
        (0, 30, f"≤{NB}30{NB}min"),
        (30240, 40320, f"3–4{NB}weken"),
        (4290, 4320, f"4.290–4.320{NB}min"),
    ],
)
def test_minutes_are_told_in_the_largest_exact_unit(low, high, words):
    assert minutes_words(low, high, "nl") == words
