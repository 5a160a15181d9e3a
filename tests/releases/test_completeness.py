"""Whether what a page links to is found as a browser finds it, however fast it is looked for."""

from pathlib import Path

import pytest

from gongkai.releases.completeness import (
    anchors_and_addresses,
    anchors_and_addresses_by_parser,
    anchors_and_targets,
)


def test_pages_are_read_as_a_browser_reads_them(sample: Path) -> None:
    pages = [file.read_text(encoding="utf-8") for file in sorted(sample.rglob("*.html"))]
    assert len(pages) > 100
    for html in pages:
        assert anchors_and_addresses(html) == anchors_and_addresses_by_parser(html)


@pytest.mark.parametrize(
    "html",
    [
        '<p id="a">id="b" <a href="x/">x</a> href="y/"</p>',
        "<a href='x/'>x</a>",
        "<a href=x/ id=a>x</a>",
        '<A HREF="x/">x</A>',
        '<a title="a > b" href="x/?a=1&amp;b=2#c">x</a>',
        """<a title='say href="y/"' href="x/">x</a>""",
        '<a data-id="a" xlink:href="y/"\n  id="b"\n  href="x/">x</a>',
        '<!-- <a href="y/">y</a> --><a href="x/">x</a>',
        '<!-- contents --><a id="&quot;a" href="x/">x</a>',
        """<script>say('<a href="y/">');</script><script src="x.js"></script>""",
        '<script src="x.js">1 < 2; "<a href=y>"</script>',
        '<textarea name="q"><a href="y/"></textarea><img alt="" src="x.png"/>',
        '<a id="" href="">x</a><a href="https://example.com/">x</a><a href="//example.com">x</a>',
    ],
)
def test_so_is_what_somebody_wrote_otherwise(html: str) -> None:
    assert anchors_and_addresses(html) == anchors_and_addresses_by_parser(html)


def test_a_part_that_pages_share_counts_like_the_rest() -> None:
    part = '<nav id="menu"><a href="../b/">b</a><a href="#main">x</a></nav>'
    page = f'<header>{part}</header><main id="main"><a href="#menu">x</a><a href="#gone">x</a></main>'
    whole = anchors_and_targets("a/index.html", page)
    assert whole == ("main\nmenu", ("a/index.html#gone", "b/index.html#"))
    assert anchors_and_targets("a/index.html", page, [part, "<nav>not here</nav>"]) == whole
