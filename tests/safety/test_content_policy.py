"""What a browser would stop under the site's content policy is told, with its line, however it is written."""

import re
from collections.abc import Sequence

import pytest

from gongkai.package import THEME
from gongkai.preview.server import _HEADERS
from gongkai.safety.content_policy import (
    POLICY,
    page_faults,
    script_faults,
    stylesheet_faults,
    template_faults,
)
from tests.sample import ROOT

ELSEWHERE, DATA, NOWHERE, UNREAD = "别的网站", "data:", "不存在", "无法检查"


def test_the_policy_is_the_same_wherever_it_is_written() -> None:
    assert f'content="{POLICY}"' in (THEME / "main.html").read_text(encoding="utf-8")
    assert dict(_HEADERS)["Content-Security-Policy"].startswith(POLICY)
    nginx = re.findall(r'Content-Security-Policy "([^"]+)"', (ROOT / "deploy/nginx.conf").read_text())
    assert nginx[0].startswith(f"{POLICY};")


def css(text: str) -> list[tuple[int, str]]:
    known = {"assets/own.css", "assets/more.css", "images/back.png", "fonts/song.woff2"}
    return [
        (fault.line, fault.what) for fault in stylesheet_faults(text, "assets/own.css", known.__contains__)
    ]


@pytest.mark.parametrize(
    ("sheet", "line", "what"),
    [
        ('@import "https://a.example/x.css";', 1, ELSEWHERE),
        ("\n@import url(//a.example/x.css) screen;", 2, ELSEWHERE),
        ("@IMPORT url('HTTP://a.example/x.css');", 1, ELSEWHERE),
        ("a { background: url(https://a.example/x.png) }", 1, ELSEWHERE),
        ("a {\n background:\n  url( 'https://a.example/x.png' ) }", 3, ELSEWHERE),
        (r"a { background: u\72l(https://a.example/x.png) }", 1, ELSEWHERE),
        (r"a { background: url(\68ttps://a.example/x.png) }", 1, ELSEWHERE),
        (r"a { background: url('\\\\a.example/x.png') }", 1, ELSEWHERE),
        ("a { background: url(/**/https://a.example/x.png) }", 1, "以 / 开头"),  # no comment there
        ("@media print { @font-face { src: url(https://a.example/x.woff2) } }", 1, ELSEWHERE),
        ("@layer x { a { b { background: image-set('https://a.example/x.png' 1x) } } }", 1, ELSEWHERE),
        ("a { --x: url(https://a.example/x.png) }", 1, ELSEWHERE),
        ("a { background: src('https://a.example/x.png') }", 1, ELSEWHERE),
        ("a { background: url(data:image/png;base64,AAAA) }", 1, DATA),
        ("a { background: url('DATA:image/svg+xml,<svg/>') }", 1, DATA),
        ("a { cursor: url(blob:x), auto }", 1, "blob:"),
        ("a { background: url(/images/back.png) }", 1, "以 / 开头"),
        ("a { background: url(images/back.png) }", 1, NOWHERE),
        ("a { background: url(../../back.png) }", 1, NOWHERE),
        ('@import "gone.css";', 1, NOWHERE),
        ("a { color: red }\n}", 2, UNREAD),
        ("a { background: url(x y) }", 1, UNREAD),
    ],
)
def test_a_stylesheet_that_would_be_stopped_is_told(sheet: str, line: int, what: str) -> None:
    (found,) = css(sheet)
    assert found[0] == line
    assert what in found[1]


def test_a_stylesheet_that_keeps_to_itself_passes() -> None:
    assert not css(
        """@charset "utf-8";
        @namespace svg url(http://www.w3.org/2000/svg);
        @import url(more.css) layer(base);
        /* url(https://a.example/) */
        @font-face { font-family: "X"; src: url("../fonts/song.woff2?v=1#x") format("woff2") }
        a::after { content: "https://a.example/x.png" }
        a { background: url(../images/back.png), linear-gradient(red, blue); fill: url(#x); mask: url() }
        a { &:hover { color: red } }"""
    )


def test_our_own_theme_keeps_to_the_policy() -> None:
    for file in THEME.rglob("*"):
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if file.suffix == ".css":
            assert not list(stylesheet_faults(text, f"assets/{file.name}", lambda _path: False)), file
        if file.suffix == ".js":
            assert not list(script_faults(text)), file
        if file.suffix == ".html":
            assert not list(template_faults(text)), file


@pytest.mark.parametrize(
    ("script", "line", "what"),
    [
        ("eval('1')", 1, "eval"),
        ("const f = new Function('return 1')", 1, "new Function"),
        ("\nsetTimeout('go()', 5)", 2, "setTimeout"),
        ("fetch('https://a.example/x.json')", 1, ELSEWHERE),
        ("import x from 'https://a.example/x.js'", 1, ELSEWHERE),
        ('import("//a.example/x.js")', 1, ELSEWHERE),
        ("importScripts(`https://a.example/x.js`)", 1, ELSEWHERE),
        ("/* a\n b */ img.src = 'https://a.example/x.png'", 2, ELSEWHERE),
        ("s.setAttribute('src', 'https://a.example/x.js')", 1, ELSEWHERE),
        ("new WebSocket('wss://a.example/')", 1, ELSEWHERE),
        ("navigator.sendBeacon('https://a.example/', x)", 1, ELSEWHERE),
        ("r.open('GET', 'https://a.example/')", 1, ELSEWHERE),
        ("img.src = 'data:image/png;base64,AA'", 1, DATA),
        ("e.setAttribute('style', 'color: red')", 1, "内联样式"),
        ("const s = document.createElement('style')", 1, "内联样式"),
        ("const q = /[\"']/; eval(x)", 1, "eval"),
    ],
)
def test_a_script_that_would_be_stopped_is_told(script: str, line: int, what: str) -> None:
    (found,) = script_faults(script)
    assert found.line == line
    assert what in found.what


def test_a_script_that_keeps_to_itself_passes() -> None:
    fine = """// eval('x'), fetch('https://a.example/')
    const SVG = "http://www.w3.org/2000/svg"; node.eval(1); evaluate(); my.Function();
    link.href = "https://a.example/"; location.assign("https://a.example/");
    fetch("api/v1/questions.json"); setTimeout(() => go(), 5); e.style.color = "red";
    e.setAttribute("title", "style"); const s = 'fetch("https://a.example/")';"""
    assert not list(script_faults(fine))


TEMPLATES = [
    ("<p>\n<style>a {}</style>", 2, "<style>"),
    ('<p style="color: {{ x }}">', 1, "style="),
    ("<p onclick='go()'>", 1, "onclick"),
    ("{% if a %}\n<script>go()</script>{% endif %}", 2, "内联脚本"),
    ('<script type="module">go()</script>', 1, "内联脚本"),
    ('<script src="https://a.example/x.js"></script>', 1, ELSEWHERE),
    ('<link rel="stylesheet" href="//a.example/x.css">', 1, ELSEWHERE),
    ('<link rel="preload icon" href="https://a.example/x.ico">', 1, ELSEWHERE),
    ('<img src="https://a.example/x.png" alt="">', 1, ELSEWHERE),
    ('<img srcset="x.png 1x, https://a.example/x.png 2x" alt="">', 1, ELSEWHERE),
    ('<img src="data:image/png;base64,AA" alt="">', 1, DATA),
    ('<iframe src="https://a.example/"></iframe>', 1, ELSEWHERE),
    ('<video poster="https://a.example/x.png"></video>', 1, ELSEWHERE),
    ('<svg><use xlink:href="https://a.example/x.svg#a"/></svg>', 1, ELSEWHERE),
    ("<object></object>", 1, "<object>"),
    ('<a href=" java\tscript:go()">x</a>', 1, "javascript:"),
    ('<form action="https://a.example/">', 1, "<form>"),
    ('<base href="https://a.example/">', 1, "<base>"),
    ('<meta http-equiv="Content-Security-Policy" content="default-src *">', 1, "内容安全策略"),
]


@pytest.mark.parametrize(("template", "line", "what"), TEMPLATES)
def test_markup_that_would_be_stopped_is_told(template: str, line: int, what: str) -> None:
    (found,) = template_faults(template)
    assert found.line == line
    assert what in found.what
    (on_page,) = page_faults(f"<body>{template}</body>", framed=False)
    assert on_page == found.what.replace("{{ x }}", "")


def test_markup_that_keeps_to_itself_passes() -> None:
    fine: Sequence[str] = (
        '<link rel="stylesheet" href="{{ \'assets/own.css\'|url }}">',
        '<link rel="canonical" href="https://a.example/"><a href="https://a.example/">x</a>',
        '<script src="assets/x.js"></script><script type="application/ld+json">{}</script>',
        "{# <style> #}{% set x = '<p style=\"a\">' %}<form action='search/'>",
    )
    for template in fine:
        assert not list(template_faults(template))
        assert not page_faults(template, framed=False) or "{%" in template


def test_a_page_that_only_leads_on_needs_no_script() -> None:
    leads = '<meta http-equiv="refresh" content="0; url=../"><script>location.href = "../"</script>'
    assert not page_faults(leads, framed=False)
    assert page_faults(leads + '<p style="a">', framed=False)
    assert page_faults("<p>x</p>") == ("没有内容安全策略的 meta 元素",)
