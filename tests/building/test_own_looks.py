"""A bureau's own looks: colours that can be read, what the foot must tell, files over ours; all else is refused."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.building import pipeline
from gongkai.building.overlay import refuse_overlay
from gongkai.findings import WrongUse
from gongkai.looks import Looks, read_looks
from gongkai.looks.colours import contrast
from gongkai.looks.palettes import OURS, palettes, unreadable_pairs
from gongkai.looks.sheets import palettes_of
from gongkai.package import THEME
from gongkai.preview.state import PreviewState
from gongkai.settings import Settings, read_settings
from tests import whole_section as whole
from tests.building.test_build import tree
from tests.sample import renderer
from tests.sections import Section

FILE = Path("mkdocs.yml")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 40"><path d="M0 0h80v40H0z"/></svg>'
POLICY = "policies/2024/startup-loan/index.html"


def bureau(root: Path, files: dict[str, str | bytes], top: str = "", **ours: Any) -> Settings:
    """A section with files in its `custom_dir`, and settings on top and in `extra.gongkai`."""
    settings = Section(root, whole.whole_section(), whole.TODAY, ours).write()
    raw = yaml.safe_load(settings.config_file.read_text(encoding="utf-8"))
    raw["theme"] = {"name": "material", "custom_dir": "looks"}
    raw |= {"extra": raw["extra"] | {"site_id_code": "0000000000"}}
    settings.config_file.write_text(yaml.safe_dump(raw, allow_unicode=True) + top, encoding="utf-8")
    (root / "looks").mkdir()
    for name, text in files.items():
        (root / "looks" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "looks" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_settings(settings.config_file)


# --- colours ------------------------------------------------------------------------------------------------


def test_our_own_colours_are_known_and_can_be_read() -> None:
    found, unclear = palettes_of((THEME / "assets/gongkai.css").read_text(encoding="utf-8"))
    assert tuple(map(dict, found)) == tuple(map(dict, OURS))
    assert not unclear
    assert not list(unreadable_pairs(palettes({}, {})))


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("hue", ["#0b6b3a", "#7a1fa2", "#8a4b00", "#00526b", "#333333", "#b3005c", "#1a1aff"])
def test_one_hue_is_read_in_the_dark_and_in_large_print_too(hue: str) -> None:
    looks = read_looks({"colours": {"link": hue, "band": hue, "mark": hue}}, FILE)
    for way, palette in looks.palettes.shown():
        least = 4.5 if way == "浅色" else 7
        for upon in ("paper", "ground"):
            assert contrast(palette["link"], palette[upon]) >= least, way
            assert contrast(palette["mark"], palette[upon]) >= least, way
        assert contrast(palette["on_band"], palette["band"]) >= least, way
    (light, dark), printed = looks.stylesheet.split("@media")[1:], looks.stylesheet.split("@media")[0]
    assert f"--blue: {hue}" in light
    assert f"--blue: {hue}" not in dark + printed  # paper is black and white
    assert f"--red: {hue}" in printed


def test_what_is_chosen_for_light_does_not_reach_into_the_dark() -> None:
    looks = read_looks({"colours": {"paper": "#fffdf5", "ink": "#222"}}, FILE)
    chosen = dict(looks.palettes.shown())
    assert (chosen["浅色"]["paper"], chosen["浅色"]["ink"]) == ("#fffdf5", "#222222")
    assert (chosen["深色"]["paper"], chosen["深色"]["ink"]) == (OURS[1]["paper"], OURS[1]["ink"])
    assert f"--paper: {OURS[1]['paper']}" in looks.stylesheet.split("prefers-color-scheme: dark")[1]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"colours": {"link": "#5b9bd5"}},
            "浅色：link（链接和强调，#5b9bd5）放在 paper（页面底色，#ffffff）上，对比度是 2.96:1",
        ),
        ({"colours": {"band": "#ffd400"}}, "浅色：on_band（菜单条和按钮上的字，#ffffff）"),
        ({"dark": {"link": "#2a5275"}}, "深色：link（链接和强调，#2a5275）"),
        ({"dark": {"soft": "#555"}}, "深色：soft（次要的文字，#555555）"),
        ({"colours": {"edge": "#ccc"}}, "低于 3:1"),
        ({"colours": {"paper": "#444"}}, "浅色：ink（正文"),
        ({"colours": {"link": None}}, "要加引号"),
        ({"colours": {"link": "green"}}, "green"),
        ({"colours": {"links": "#000"}}, "没有名为“links”"),
        ({"colors": {}}, "没有名为“colors”"),
        ({"fonts": {"title": 'x"; } body {'}}, "字体的名称"),
        ({"emblem": "../emblem.svg"}, "custom_dir"),
        ({"emblem": "emblem.txt"}, ".svg"),
        ("green", "looks 应写成"),
    ],
)
def test_looks_that_cannot_be_are_refused_with_numbers(given: Any, told: str) -> None:
    with pytest.raises(WrongUse, match=re.escape(told)):
        read_looks(given, FILE)


def test_a_remedy_is_one() -> None:
    given = {"link": "#5b9bd5", "band": "#7fb0e0"}
    with pytest.raises(WrongUse) as refused:
        read_looks({"colours": given}, FILE)
    better = dict(re.findall(r"(\w+) 改成 (#[0-9a-f]{6}) 就有", str(refused.value)))
    assert better.keys() == {"link", "on_band"}
    read_looks({"colours": given | better}, FILE)


# --- the foot -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("footer", "told"),
    [
        ({"icp": "示例00000000号"}, "icp"),
        ({"icp": "示例公网安备00000000000000号"}, "icp"),
        ({"police": "示例公网安备000000号"}, "14 位数字"),
        ({"police": {"image": "assets/police.png"}}, "14 位数字"),
        ({"contact": 12345}, "加引号"),
        ({"badges": [{"image": "x.png"}]}, "alt"),
        ({"badges": [{"image": "x.png", "alt": "党政机关", "url": "javascript:go()"}]}, "https://"),
        ({"badges": {"image": "x.png"}}, "badges"),
        ({"organizer": "某局"}, "organizer"),
    ],
)
def test_a_foot_that_cannot_be_is_refused(tmp_path: Path, footer: Any, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        bureau(tmp_path, {}, footer=footer)


def test_a_code_that_yaml_takes_for_a_number_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: 甲\nextra: {site_id_code: 0112000011}\n", encoding="utf-8")  # octal!
    with pytest.raises(WrongUse, match="带引号"):
        read_settings(config)


# --- files over ours ----------------------------------------------------------------------------------------


OWN: dict[str, str | bytes] = {
    "assets/emblem.svg": PICTURE,
    "assets/favicon.svg": PICTURE,
    "assets/own.css": "@import 'more.css';\n.own { background: url(../back.png); color: var(--blue) }",
    "assets/more.css": "a { color: inherit }",
    "assets/own.js": "document.title += '';",
    "assets/record.css": "/* 本局自己的 */",
    "back.png": b"\x89PNG",
    "partials/header.html": "<header>本局的页头：{{ page.title if page else '没有' }}</header>",
}
FOOT = {
    "undertaker": "示例区政务公开办公室",
    "contact": "示例路 1 号",
    "icp": "示例ICP备00000000号-1",
    "police": {"number": "示例公网安备00000000000000号", "image": "back.png"},
    "badges": [{"image": "assets/emblem.svg", "alt": "党政机关", "url": "https://www.example.com/"}],
}


@pytest.mark.long
def test_a_template_a_stylesheet_and_a_picture_of_ones_own_win_over_ours(tmp_path: Path) -> None:
    added = "extra_css: [assets/own.css]\nextra_javascript: [{path: assets/own.js, defer: true}]\n"
    looks = {"colours": {"link": "#0b6b3a"}, "fonts": {"title": "方正小标宋简体"}}
    settings = bureau(tmp_path, OWN, added, looks=looks, footer=FOOT)
    pipeline.build(settings, renderer(settings))
    files = tree(settings.site)
    for path in OWN:
        if not path.endswith(".html"):
            assert files[path] == (tmp_path / "looks" / path).read_bytes()
    assert files["assets/looks.css"].decode() == settings.looks.stylesheet
    for page, title in (("index.html", "首页"), (POLICY, "创业担保贷款"), ("404.html", "没有")):
        html = files[page].decode()
        assert re.search(f"<header>本局的页头：[^<]*{title}", html)  # of this page, not of the first one
        order = [html.index(sheet) for sheet in ("gongkai.css", "looks.css", "own.css")]
        assert order == sorted(order)
        assert '<script src="' in html
        for said in (
            "主办单位：示例区人力资源和社会保障局",
            "承办单位：示例区政务公开办公室",
            "联系方式：示例路 1 号",
        ):
            assert said in html
        assert "网站标识码：0000000000" in html
        assert 'href="https://beian.miit.gov.cn/" rel="noopener">示例ICP备00000000号-1' in html
        assert "code=00000000000000" in html
        assert re.search(r'<img src="[^"]*assets/emblem.svg" alt="党政机关" width="80" height="40">', html)
    assert '<meta name="SiteIDCode" content="0000000000">' in files[POLICY].decode()
    before = files[POLICY]
    (tmp_path / "looks" / "partials" / "header.html").write_text("<header>改了</header>", encoding="utf-8")
    pipeline.build(settings, renderer(settings))
    assert b"<header>\xe6\x94\xb9\xe4\xba\x86</header>" in tree(settings.site)[POLICY] != before


def test_a_template_of_ones_own_may_begin_with_ours(tmp_path: Path) -> None:
    own: dict[str, str | bytes] = {
        "main.html": '{% extends "gongkai/main.html" %}\n{% block extrahead %}<meta name="own">{% endblock %}',
        "partials/footer.html": '{% include "gongkai/partials/footer.html" %}<p>{{ config.extra.more|safe }}</p>',
    }
    settings = bureau(tmp_path, own)
    state = PreviewState(lambda: settings)
    try:
        html = state.page("policies/2024/startup-loan/").html
    finally:
        state.close()
    assert '<meta name="own">' in html
    assert re.search("主办单位.*</footer><p></p>", html, re.S)


def test_what_a_template_is_filled_with_is_seen_on_the_page(tmp_path: Path) -> None:
    settings = bureau(tmp_path, {"partials/footer.html": "<p>{{ config.extra.more|safe }}</p>"})
    text = settings.config_file.read_text(encoding="utf-8")
    more = """extra:\n  more: "<b style='color: red'>某局</b>"\n"""
    settings.config_file.write_text(text.replace("extra:\n", more), encoding="utf-8")
    with pytest.raises(WrongUse, match=r"404\.html 上有内容安全策略会拦下的内容：<b> 有内联样式"):
        pipeline.build(settings, renderer(settings))
    assert not settings.site.exists()


def test_an_emblem_stands_beside_the_name_and_keeps_its_room(tmp_path: Path) -> None:
    settings = bureau(tmp_path, {"assets/emblem.svg": PICTURE}, looks={"emblem": "assets/emblem.svg"})
    state = PreviewState(lambda: settings)
    try:
        html = state.page("policies/2024/startup-loan/").html
    finally:
        state.close()
    shown = '<img class="gk-emblem" src="../../../assets/emblem.svg" alt="" width="80" height="40">'
    assert shown in html
    assert settings.looks == Looks(emblem="assets/emblem.svg")


REFUSED: list[tuple[dict[str, str | bytes], str, str]] = [
    (
        {"own.css": "a {}\n@import url(https://a.example/x.css);"},
        "",
        "own.css\n    第 2 行：要从别的网站装载",
    ),
    ({"deep/own.css": "a { background: url(data:image/png;base64,AA) }"}, "", "data:"),
    ({"own.css": "\n\n@media screen { :root { --blue: #ccc } }"}, "", "第 3 行：改了网站的颜色 --blue"),
    ({"assets/gongkai.css": ":root { --blue: #cccccc }"}, "", "link（链接和强调，#cccccc）"),
    ({"assets/gongkai.css": ":root { --blue: teal }"}, "", "--blue 不是 #rrggbb"),
    ({"own.css": "a { color: \xff }".encode("latin-1")}, "", "UTF-8"),
    ({"own.js": "eval('1')"}, "", "own.js\n    第 1 行"),
    ({"main.html": "{% extends 'main.html' %}\n<p style='a'>"}, "", "main.html\n    第 2 行：<p> 有内联样式"),
    ({"x.svg": PICTURE.replace("<path", "<script>go()</script><path")}, "", "图片不安全"),
    ({"api/v1/documents.json": "{}"}, "", "程序自己生成的文件的位置"),
    ({}, "extra_css: [assets/gone.css]\n", "extra_css 写了 assets/gone.css，找不到这个文件"),
    ({}, "extra_css:\n- https://a.example/x.css\n", "extra_css 要从别的网站装载"),
    ({}, "extra_javascript:\n- path: //a.example/x.js\n  async: true\n", "extra_javascript 要从别的网站装载"),
    ({}, "markdown_extensions: [abbr]\n", "markdown_extensions 在这里不起作用"),
    ({}, "copyright: 某局\n", "footer"),
]


@pytest.mark.parametrize(("files", "top", "told"), REFUSED, ids=[told[:20] for _f, _t, told in REFUSED])
def test_what_would_not_reach_readers_is_refused_with_its_place(
    tmp_path: Path, files: dict[str, str | bytes], top: str, told: str
) -> None:
    settings = bureau(tmp_path, files, top)
    with pytest.raises(WrongUse, match=re.escape(told)) as refused:
        refuse_overlay(settings)
    if top.startswith("extra_"):
        line = settings.config_file.read_text(encoding="utf-8").count("\n") - (1 if "async" in top else 0)
        assert f"mkdocs.yml 第 {line} 行" in str(refused.value)


def test_pictures_that_are_not_there_are_told(tmp_path: Path) -> None:
    settings = bureau(tmp_path, {}, looks={"emblem": "assets/emblem.svg"}, footer=FOOT)
    with pytest.raises(WrongUse) as refused:
        pipeline.check(settings)
    assert str(refused.value).count("找不到图片") == 3
    assert not settings.site.exists()


def test_settings_of_material_that_have_no_effect_are_told(tmp_path: Path) -> None:
    settings = bureau(tmp_path, {})
    text = settings.config_file.read_text(encoding="utf-8")
    more = (
        "  palette: {primary: green}\n  features: [navigation.tabs]\n  font: {text: Roboto}\n  name: material"
    )
    settings.config_file.write_text(text.replace("  name: material", more), encoding="utf-8")
    with pytest.raises(WrongUse) as refused:
        refuse_overlay(settings)
    assert re.findall(r"theme 的 (\w+) 在这里不起作用", str(refused.value)) == ["palette", "features", "font"]


def test_a_preview_tells_what_is_wrong_while_one_works(tmp_path: Path) -> None:
    settings = bureau(tmp_path, {"own.css": "a {}"})
    state = PreviewState(lambda: read_settings(settings.config_file))
    try:
        (tmp_path / "looks" / "own.css").write_text("a { background: url(//a.example/x.png) }")
        state.refresh()
        assert "要从别的网站装载" in state.page("").html
        (tmp_path / "looks" / "own.css").write_text("b {}")
        state.refresh()
        assert "要从别的网站装载" not in state.page("").html
    finally:
        state.close()
