"""`import`: saved pages of an old website, with the frame that Chinese government sites put around an article."""

from pathlib import Path

import pytest

from gongkai.building.pipeline import check, read_library_of
from gongkai.editing.importing import Refused, Wishes, import_files
from gongkai.settings import Settings
from tests.editing.test_import import policy_of, settings, taken_in

__all__ = ["settings"]

_PAGE = """<!DOCTYPE html>
<!-- saved from url=(0044)http://www.example.gov.cn/art/2021/5/8/12.html -->
<html><head><meta charset="{charset}"><title>{title}_示例区人民政府</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2021-05-08 10:12">
<meta name="ColumnName" content="政策文件"></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>
<div class="main"><h1>{title}</h1><div class="info">发布时间：2021-05-08 浏览次数：<span>213</span></div>
<div {article}>
<p style="text-align:center">示人社〔2021〕7号</p>
<p>各街道、各有关单位：</p>
<p>　　现就见习补贴有关事项通知如下。</p>
<p>　　一、补贴对象</p><p>　　本区用人单位，见<a href="/old/7.html">以前的规定</a>。</p>
<table><tr><td>项目</td><td>标准</td></tr><tr><td>见习补贴</td><td>每月800元</td></tr></table>
<p>　　本通知自2021年6月1日起施行。《示例区见习办法》（示人社〔2018〕3号）同时废止。</p>
<p>附件：<a href="./P02021.doc">申请表</a></p>
<p style="text-align:right">示例区人力资源和社会保障局</p><p style="text-align:right">2021年5月6日</p>
</div></div><div class="footer">主办：示例区人民政府　网站标识码</div></body></html>
"""
_TITLE = "关于做好2021年见习补贴发放工作的通知"


def _saved(folder: Path, name: str, *, charset: str = "utf-8", article: str = 'id="zoom"') -> Path:
    file = folder / name
    file.write_bytes(_PAGE.format(title=_TITLE, charset=charset, article=article).encode(charset))
    return file


@pytest.mark.parametrize(
    ("charset", "article"),
    [("utf-8", 'id="zoom"'), ("gbk", 'class="TRS_Editor"'), ("utf-8", 'class="text-box"')],
)
def test_the_article_is_taken_without_the_frame(
    charset: str, article: str, settings: Settings, tmp_path: Path
) -> None:
    documents = taken_in(settings, _saved(tmp_path, "12.html", charset=charset, article=article))
    assert any(path.startswith("policies/2021/") for path in documents)
    front, body = policy_of(documents)
    for line in (
        f"title: {_TITLE}\n",
        "number: 示人社〔2021〕7号\n",
        "issuer: 示例区人力资源和社会保障局\n",
        "signed: 2021-05-06\n",
        "published: 2021-05-08\n",
        "effective: 2021-06-01  # 待核对",
        "formerly: [/art/2021/5/8/12.html]  # 待核对：网页保存时的地址",
        "  - number: 示人社〔2018〕3号\n",
    ):
        assert line in front
    for words in ("## 一、补贴对象", "见以前的规定。", "| 见习补贴 | 每月800元 |", "附件：申请表"):
        assert words in body
    for words in ("首页", "浏览次数", "网站标识码", "/old/7.html", _TITLE):
        assert words not in body
    found = [one for one in check(settings).report.findings if one.path in documents]
    assert [one.message for one in found] == []


def test_lists_are_refused_and_one_number_comes_in_once(settings: Settings, tmp_path: Path) -> None:
    one, other = _saved(tmp_path, "12.html"), _saved(tmp_path, "13.htm")
    empty = tmp_path / "index.html"
    empty.write_text(
        "<html><body><ul><li><a href='12.html'>通知</a></li></ul></body></html>", encoding="utf-8"
    )
    refused: Refused = {}
    imported = import_files(
        [one, other, empty], read_library_of(settings), settings, Wishes(alone=True), refused
    )
    assert len(imported.documents) == 1
    assert imported.used[one] == imported.used[other]
    assert "没有找到文章正文" in str(refused[empty])
    assert any("P02021.doc" in said for said in imported.said)
