# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Strict YAML: the same data as a plain reader gives, and every value on the line where it stands."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from schakel.values.located import Decimalish, read

WORDS = st.text("abcdefghij ", min_size=1, max_size=8).map(str.strip).filter(bool)
LEAVES = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | WORDS
DATA = st.recursive(LEAVES, lambda part: st.lists(part, max_size=3) | st.dictionaries(WORDS, part, max_size=3))
MAPPINGS = st.dictionaries(WORDS, DATA, min_size=1, max_size=4)


@given(MAPPINGS, st.sampled_from([None, True, False]))
def test_it_reads_what_any_reader_reads(data, flow):
    text = yaml.safe_dump(data, default_flow_style=flow, sort_keys=False)
    assert read("x.yaml", text).data == data
    assert read("x.yaml", text.encode()).data == data


@given(st.lists(WORDS, min_size=1, max_size=6, unique=True))
def test_a_key_stands_on_its_own_line(keys):
    located = read("x.yaml", "# a comment\n\n" + "".join(f"{key}:\n  - {{of: 1}}\n" for key in keys))
    for place, key in enumerate(keys):
        assert located.line((key,)) == 3 + 2 * place
        assert located.line((key, 0, "of")) == 4 + 2 * place


def test_what_is_absent_is_told_by_what_encloses_it():
    located = read("x.yaml", "a:\n  - b: 1\n  - c: 2\n")
    assert located.line(("a", 1, "missing", "deeper")) == 3
    assert str(located.fault(("a", 1, "missing"), "it is missing", "a number")) == (
        "x.yaml:3: it is missing; expected a number"
    )


def test_decimals_keep_their_digits_and_quoted_numbers_stay_words():
    data = read("x.yaml", "a: 0.10\nb: '0.10'\nc: 3\nd: '3'\ne: yes\nf: ~\n").data
    assert data == {"a": "0.10", "b": "0.10", "c": 3, "d": "3", "e": True, "f": None}
    assert isinstance(data["a"], Decimalish)
    assert not isinstance(data["b"], Decimalish)
