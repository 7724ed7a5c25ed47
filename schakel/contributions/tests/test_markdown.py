# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Markdown: what it may become, and a table of attacks judged by a parser of its own."""

import string
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel.contributions.engine.markdown import ATTRIBUTES, TAGS, plain, rendered

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "<data:text/html,<script>alert(1)</script>>",
    "![x](http://e.example/pixel.png)",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](x)',
    '![<script>alert(1)</script>](x "y")',
    '[x](http://e.example/"onmouseover="alert(1))',
    '[x](http://e.example "t" onmouseover=alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    '[x]: http://e.example "\\"onclick=\\"alert(1)"\n\n[x]',
    "```<script>\nalert(1)\n```",
    '```" onclick="alert(1)\nx\n```',
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "<iframe src=//e.example></iframe>",
    "<form action=//e.example><input name=password></form>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed'>x</p>",
    "<base href=//e.example>",
    "<meta http-equiv=refresh content='0;url=//e.example'>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "|<script>|b|\n|-|-|\n|<img src=x onerror=alert(1)>|2|",
    "# <script>alert(1)</script>",
    "a <b\nonmouseover=alert(1)>c",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<script>alert(1)</script>",
    "<scr\0ipt>alert(1)</scr\0ipt>",
]


class Judge(HTMLParser):
    """Collects what stands in the HTML beyond what may."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()) | {"rel"}:
                self.wrong.append(f"<{tag} {name}>")
            if name == "href" and not _leads_where_it_may(value or ""):
                self.wrong.append(f"to {value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")


def _leads_where_it_may(url: str) -> bool:
    scheme, colon, _rest = url.partition(":")
    relative = not colon or not set(scheme) <= set(string.ascii_letters + string.digits + "+-.")
    return relative or scheme.lower() in {"http", "https", "mailto"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_harm_nobody(attack: str) -> None:
    assert Judge(rendered(attack)).wrong == []


@given(st.lists(st.sampled_from([*ATTACKS, "*", "[", "](", ")", "<", ">", '"', "\n\n", "`", "|", "\\", "x"])))
def test_no_mixture_of_attacks_harms_anybody(parts: list[str]) -> None:
    assert Judge(rendered("".join(parts)[:10_000])).wrong == []


def test_the_judge_sees_harm() -> None:
    assert len(Judge('<script>x</script><p onclick="x"><a href="javascript:x">').wrong) == 3


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("We *do* **this**", "<p>We <em>do</em> <strong>this</strong></p>"),
        ("# Head", "<h4>Head</h4>"),
        ("### Head", "<h6>Head</h6>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        (
            "[words](https://e.example)",
            '<p><a href="https://e.example" rel="nofollow noopener noreferrer ugc">words</a></p>',
        ),
        ("see ![the chart](https://e.example/c.png)", "<p>see the chart</p>"),
        ("2 < 3 & 4 > 3", "<p>2 &lt; 3 &amp; 4 &gt; 3</p>"),
        ("~~not~~", "<p><s>not</s></p>"),
    ],
)
def test_what_markdown_becomes(text: str, html: str) -> None:
    assert rendered(text).strip() == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Head\n\nWe *do* `this`\nnow", "Head We do this now"),
        ("[words](https://e.example) ![chart](x)", "words chart"),
        ("- one\n- two", "one two"),
        ("", ""),
        ("|a|b|\n|-|-|\n|1|2|", "a b 1 2"),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    assert plain(text) == words


@given(st.text(), st.integers(2, 60))
def test_plain_words_are_never_longer_than_asked(text: str, longest: int) -> None:
    assert len(plain(text, longest)) <= longest


def test_a_long_text_is_cut_at_a_word() -> None:
    assert plain("one two three four", 10) == "one two…"
