"""What MkDocs' plugins of others write is on the site, or refused by the plugin's and the event's name: never lost."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from textwrap import dedent

import pytest
from mkdocs.config.defaults import MkDocsConfig

from gongkai import engine
from gongkai.building import pipeline
from gongkai.building.overlay.plugins import INSTEAD, KEPT
from gongkai.findings import WrongUse
from gongkai.incremental.run import begin_run
from gongkai.pages import Site
from gongkai.preview.state import PreviewState
from gongkai.settings import Settings, read_settings
from tests import whole_section as whole
from tests.building.test_build import tree
from tests.sample import ROOT, renderer
from tests.sections import Section

POLICY = "policies/2024/startup-loan/index.html"


def bureau(root: Path, code: str, **files: str) -> Settings:
    """A section with a hook of its own, which is a plugin to MkDocs, and files beside its settings."""
    settings = Section(root, whole.whole_section(), whole.TODAY).write()
    (root / "own.py").write_text(dedent(code), encoding="utf-8")
    for name, text in files.items():
        (root / name.replace("_", "/", 1)).parent.mkdir(parents=True, exist_ok=True)
        (root / name.replace("_", "/", 1)).write_text(text, encoding="utf-8")
    with settings.config_file.open("a", encoding="utf-8") as file:
        file.write("\nhooks: [own.py]\n")
    return read_settings(settings.config_file)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of which two pages are made, so that many plugins can be tried."""
    settings = bureau(tmp_path_factory.mktemp("bureau"), "")
    whole_site, _report = pipeline.plan_site(*begin_run(settings))
    due = {"", POLICY.removesuffix("index.html")}
    kept = frozenset(page.path for page in whole_site.single if page.path not in due)
    return replace(whole_site, kept=kept, bundles=())


def rendered(site: Site, root: Path, code: str) -> Mapping[str, bytes]:
    """What the engine writes with a hook that has this code."""
    config = root / "mkdocs.yml"
    config.write_text("site_name: 示例\nhooks: [own.py]\n", encoding="utf-8")
    (root / "own.py").write_text(dedent(code), encoding="utf-8")
    staging = root / "staging"
    staging.mkdir()
    engine.render(site, staging, config_file=config)
    return tree(staging)


REFUSED = [
    ("page_markdown", "def on_page_markdown(markdown, **_): return markdown", "GK606"),
    ("page_content", "def on_page_content(html, **_): return html", "GK606"),
    ("page_read_source", "def on_page_read_source(page, config): return 'x'", "GK606"),
    ("config", "def on_config(config): config.site_name = '别的'", "site_name"),
    ("config", "def on_config(config): config.site_dir = '/tmp/other'", "site_dir"),
    ("config", "def on_config(config): config.markdown_extensions.append('abbr')", "markdown_extensions"),
    (
        "pre_build",
        "def on_pre_build(config): open(config.docs_dir + '/new.md', 'w').close()",
        "docs_dir",
    ),
    (
        "files",
        """
        from mkdocs.structure.files import File
        def on_files(files, config): files.append(File.generated(config, "new.md", content="# 新"))
        """,
        "加了网页 new.md",
    ),
    (
        "files",
        """
        def on_files(files, config):
            files.remove(files.get_file_from_path("policies/2024/startup-loan.md"))
        """,
        "去掉、换掉或移动了网页",
    ),
    (
        "files",
        """
        from mkdocs.structure.files import File
        def on_files(files, config):
            files.remove(files.get_file_from_path("policies/2024/startup-loan.md"))
            files.append(File.generated(config, "policies/2024/startup-loan.md", content="# 别的"))
        """,
        "去掉、换掉或移动了网页",
    ),
    (
        "files",
        "def on_files(files, config): files.get_file_from_path('policies/2024/startup-loan.md').dest_uri = 'x.html'",
        "去掉、换掉或移动了网页",
    ),
    (
        "files",
        """
        from mkdocs.structure.files import File
        def on_files(files, config):
            files.append(File.generated(config, "x.css", content="@import '//a.example/x.css';"))
        """,
        "a.example",
    ),
    (
        "files",
        """
        from mkdocs.structure.files import File
        def on_files(files, config): files.append(File.generated(config, "feed.xml", content="x"))
        """,
        "程序自己生成的文件",
    ),
    ("pre_page", "def on_pre_page(page, **_): page.title = '别的'", "title"),
    ("pre_page", "def on_pre_page(page, **_): page.meta['title'] = '别的'", "meta"),
    ("page_context", "def on_page_context(context, page, **_): page.content = '<p>别的</p>'", "content"),
    (
        "page_context",
        "import copy\ndef on_page_context(context, page, **_): context['page'] = copy.copy(page)",
        "页面对象",
    ),
    ("post_page", "def on_post_page(output, **_): return output.replace('贷款', '借款')", "一字不差"),
    ("post_page", "def on_post_page(output, **_): return output.replace('id=\"gk-text\"', '')", "gk-text"),
    ("post_page", "def on_post_page(output, **_): return ''", "一字不差"),
    (
        "post_page",
        "def on_post_page(output, **_): return output.replace('</body>', '<script>go()</script></body>')",
        "内联脚本",
    ),
    (
        "post_page",
        "def on_post_page(output, **_): return output.replace('default-src', 'img-src')",
        "内容安全策略",
    ),
    (
        "post_template",
        "def on_post_template(output, **_): return output.replace('<h1>', '<h1 style=\"x\">')",
        "内联样式",
    ),
    (
        "post_build",
        """
        def on_post_build(config):
            file = config.site_dir + "/policies/2024/startup-loan/index.html"
            text = open(file, encoding="utf-8").read()
            open(file, "w", encoding="utf-8").write(text.replace("贷款", "借款"))
        """,
        "已经写好的网页",
    ),
    ("post_build", "def on_post_build(config): open(config.site_dir + '/x.md', 'w').close()", "原文件不公开"),
    (
        "post_build",
        """
        def on_post_build(config):
            open(config.site_dir + "/x.css", "w").write("@import 'https://a.example/x.css';")
        """,
        "a.example",
    ),
    (
        "shutdown",
        "kept = []\ndef on_config(config): kept.append(config)\n"
        "def on_shutdown(): open(kept[-1].site_dir + '/status.json', 'w').close()",
        "程序自己生成的文件",
    ),
]


@pytest.mark.parametrize(
    ("event", "code", "why"), REFUSED, ids=[f"{n}-{r[0]}" for n, r in enumerate(REFUSED)]
)
def test_what_would_be_lost_is_refused_by_name(
    site: Site, tmp_path: Path, event: str, code: str, why: str
) -> None:
    with pytest.raises(WrongUse, match=re.escape(why)) as refused:
        rendered(site, tmp_path, code)
    assert f"插件 own.py 不能用，没有发布任何内容。它在 on_{event} 里" in str(refused.value)


EVERYTHING = """
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Link

    pages = []

    def on_config(config):
        config.extra_css.append("plugin/own.css")

    def on_files(files, config):
        pages.extend(file.src_uri for file in files.documentation_pages())
        files.append(File.generated(config, "plugin/own.css", content="a { color: var(--blue) }"))

    def on_nav(nav, config, files):
        nav.items.append(Link("区政府", "https://www.example.gov.cn/"))

    def on_env(env, config, files):
        env.filters["shout"] = str.upper

    def on_page_context(context, page, **_):
        context["from_plugin"] = f"word of {page.title}"

    def on_post_page(output, page, **_):
        return output.replace("<main ", "<main data-from-plugin ").replace("\\n\\n", "\\n")

    def on_post_template(output, template_name, **_):
        return output.replace("<main ", "<main data-from-plugin ")

    def on_post_build(config):
        from pathlib import Path
        old = Path(config.site_dir) / "old" / "index.html"
        old.parent.mkdir()
        old.write_text(
            '<meta http-equiv="refresh" content="0; url=../policies/"><script>location.href = "../"</script>'
            '<a href="../policies/">x</a>', encoding="utf-8"
        )
        (Path(config.site_dir) / "pages.txt").write_text(str(len(pages)))
    """
OWN_MAIN = '{% extends "main.html" %}'


@pytest.mark.long
def test_what_plugins_are_for_is_kept_and_in_the_manifest(tmp_path: Path) -> None:
    settings = bureau(tmp_path, EVERYTHING)
    release, _report = pipeline.build(settings, renderer(settings, jobs=2))
    files = tree(settings.site)
    assert sum(file.is_file() for file in release.folder.rglob("*")) == release.files
    for page in ("index.html", POLICY):
        html = files[page].decode()
        assert "<main data-from-plugin " in html
        assert "plugin/own.css" in html
        assert 'href="https://www.example.gov.cn/">区政府' in html
    assert "<main data-from-plugin " in files["404.html"].decode()
    assert int(files["pages.txt"]) > 20  # all pages, in one build
    listed = {file["path"] for file in json.loads(files["api/v1/manifest.json"])["files"]}
    assert {"plugin/own.css", "old/index.html", "pages.txt"} <= listed
    text = settings.config_file.read_text(encoding="utf-8")
    settings.config_file.write_text(text.replace("hooks: [own.py]", ""), encoding="utf-8")
    pipeline.build(settings, renderer(settings))
    after = tree(settings.site)
    assert not {"plugin/own.css", "old/index.html", "pages.txt"} & after.keys()
    assert b"data-from-plugin" not in after[POLICY]


def test_what_a_plugin_links_to_must_be_there(tmp_path: Path) -> None:
    settings = bureau(
        tmp_path,
        """
        def on_post_build(config):
            open(config.site_dir + "/old.html", "w").write('<a href="nowhere/">x</a>')
        """,
    )
    with pytest.raises(WrongUse, match=r"old.html → nowhere/index.html。请检查插件 own.py"):
        pipeline.build(settings, renderer(settings))
    assert not settings.site.exists()


def test_the_order_in_which_plugins_are_named_is_all_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    """A real plugin with options, before and after ours."""
    package = tmp_path / "installed"
    package.mkdir()
    (package / "tiny.py").write_text(
        dedent(
            """
            from mkdocs.config import config_options
            from mkdocs.plugins import BasePlugin

            class Tiny(BasePlugin):
                config_scheme = (("said", config_options.Type(str)),)

                def on_files(self, files, config):
                    self.pages = len(files.documentation_pages())

                def on_post_page(self, output, page, config):
                    return output.replace("<main ", f'<main data-said="{self.config["said"]} {self.pages}" ')
            """
        )
    )
    monkeypatch.syspath_prepend(package)
    entry = EntryPoint("tiny", "tiny:Tiny", "mkdocs.plugins")
    monkeypatch.setitem(vars(MkDocsConfig.plugins)["installed_plugins"], "tiny", entry)
    config = tmp_path / "mkdocs.yml"
    found: list[dict[str, bytes]] = []
    for order in ("[gongkai, tiny: {said: 甲}]", "[tiny: {said: 甲}, gongkai]", "[tiny: {said: 甲}]"):
        config.write_text(f"site_name: 示例\nplugins: {order}\n", encoding="utf-8")
        staging = tmp_path / f"staging{len(found)}"
        staging.mkdir()
        engine.render(site, staging, config_file=config)
        found.append(tree(staging))
    assert re.search(rb'data-said="\xe7\x94\xb2 [1-9]', found[0][POLICY])
    assert found[0] == found[1] == found[2]


def test_a_warning_is_told_with_the_name_of_its_plugin(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "import logging\ndef on_post_build(config): logging.getLogger('mkdocs.x').warning('not found: %s', 'a')"
    rendered(site, tmp_path, code)
    assert "插件 own.py（on_post_build）提醒：not found: a" in capsys.readouterr().err


def test_a_theme_folder_of_a_plugin_is_looked_at(site: Site, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "x.js").write_text("fetch('https://a.example/')")
    code = f"def on_config(config): config.theme.dirs.insert(0, {str(tmp_path / 'theirs')!r})"
    with pytest.raises(WrongUse, match=r"插件带来的文件 x\.js 会被内容安全策略拦下"):
        rendered(site, tmp_path, code)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("def on_config(config): config.extra_css.append('https://a.example/x.css')", "要从别的网站装载"),
        ("def on_env(env, **_): env.filters['url'] = lambda *given: 'data:' + given[-1]", "data:"),
    ],
)
def test_what_only_the_finished_page_shows_is_seen_there(
    site: Site, tmp_path: Path, code: str, why: str
) -> None:
    with pytest.raises(WrongUse, match=f"404.html 上有内容安全策略会拦下的内容：.*{why}"):
        rendered(site, tmp_path, code)


def test_a_plugin_that_is_not_installed_is_told(site: Site, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: 示例\nplugins: [nowhere]\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="请先安装这个插件"):
        engine.render(site, tmp_path, config_file=config)


def test_a_fault_of_a_plugin_is_a_fault(site: Site, tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        rendered(site, tmp_path, "def on_page_context(context, **_): 1 / 0")


def test_shares_and_plugins_of_others_do_not_go_together(site: Site, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="分片"):
        rendered(replace(site, share=(1, 2)), tmp_path, "def on_post_build(config): pass")


def test_the_preview_shows_what_plugins_make_of_pages(tmp_path: Path) -> None:
    desk = PreviewState(lambda: bureau(tmp_path, EVERYTHING))
    try:
        assert "<main data-from-plugin " in desk.page("policies/2024/startup-loan/").html
        assert desk.file("plugin/own.css") == b"a { color: var(--blue) }"
    finally:
        desk.close()


@pytest.mark.long
def test_plain_mkdocs_keeps_and_refuses_the_same(tmp_path: Path) -> None:
    settings = bureau(tmp_path, EVERYTHING)
    text = settings.config_file.read_text(encoding="utf-8")
    hook = ROOT / "hooks" / "site_hook.py"
    text = text.replace("hooks: [own.py]", f"theme: material\nhooks: [own.py, {hook}]")
    settings.config_file.write_text(text, encoding="utf-8")
    done = mkdocs(tmp_path)
    assert done.returncode == 0, done.stderr
    plain = tree(tmp_path / "site")
    pipeline.build(settings, renderer(settings))
    assert plain == tree(settings.site)
    (tmp_path / "own.py").write_text(REFUSED[1][1], encoding="utf-8")
    done = mkdocs(tmp_path)
    assert done.returncode == 1
    assert "插件 own.py 不能用，没有发布任何内容。它在 on_page_content 里" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert tree(tmp_path / "site") == plain


def mkdocs(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"},
    )


@pytest.mark.parametrize("name", INSTEAD)
def test_a_plugin_that_is_known_not_to_fit_is_refused_before_anything_is_read(
    tmp_path: Path, name: str
) -> None:
    settings = Section(tmp_path, {}, whole.TODAY).write()
    with settings.config_file.open("a", encoding="utf-8") as file:
        file.write(f"\nplugins: [{name}]\n")
    with pytest.raises(WrongUse, match=re.escape(f"插件 {name} 不能用：{INSTEAD[name]}")):
        pipeline.check(read_settings(settings.config_file))


def test_the_docs_have_every_plugin_that_was_tried() -> None:
    told = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert [name for name in (*KEPT, *INSTEAD) if f"`{name}`" not in told] == []
