"""The archive of a release: the one that was public on the day, whole, the same each time, and no other passes for it."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from gongkai.archive.index import BLOCK, lines_by, packed
from gongkai.archive.released import release_on
from gongkai.archive.wacz import moment_of
from gongkai.archive.warc import write_records
from gongkai.cli import main
from gongkai.findings import WrongUse
from gongkai.releases.switch import kept_releases, releases_of, rollback
from tests.archive.releases import PUBLIC, ROOT, page, pages, parts, release, rewritten
from tests.sections import Section

MARCH = [date(2026, 3, day) for day in (2, 5, 5, 9)]
TODAY = date(2026, 3, 10)
DAY = date(2026, 3, 6)


def site_of(folder: Path) -> Path:
    """A section whose site has had releases on these days."""
    settings = Section(folder, {}, TODAY).write()
    for number, day in enumerate(MARCH):
        release(settings.site, day, pages(f"第{number}稿"))
    return settings.site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return site_of(tmp_path_factory.mktemp("archived"))


@pytest.fixture(scope="module")
def archive(site: Path) -> Path:
    assert archived(site, DAY) == 0
    return site.parent / "out.wacz"


def archived(site: Path, day: date, name: str = "out.wacz") -> int:
    config = site.parent / "mkdocs.yml"
    return main(["archive", f"{day}", "--to", f"{site.parent / name}"], config=config)


def verified(file: Path, *more: str) -> int:
    return main(["verify", f"{file}", "--key", PUBLIC, *more], config=Path("/nowhere/mkdocs.yml"))


def number_on(site: Path, day: date) -> int:
    with kept_releases(site) as kept:
        return release_on(day, kept).number


@pytest.mark.parametrize(("day", "number"), [(5, 3), (6, 3), (8, 3), (9, 4), (10, 4)])
def test_the_last_release_by_the_day_is_taken(site: Path, day: int, number: int) -> None:
    assert number_on(site, date(2026, 3, day)) == number


def test_a_release_that_is_not_kept_is_refused_with_those_that_are(site: Path) -> None:
    kept = "保留着的：第 3 版（2026年3月5日至2026年3月8日）、第 4 版（2026年3月9日起）"
    with pytest.raises(WrongUse, match="第 1 次登记的版本（2026年3月2日），这里已经没有保留") as gone:
        number_on(site, date(2026, 3, 4))
    assert kept in f"{gone.value}"
    with pytest.raises(WrongUse, match="2026年3月1日还没有登记过的版本：登记簿从2026年3月2日开始") as never:
        number_on(site, date(2026, 3, 1))
    assert kept in f"{never.value}"


def test_a_day_to_come_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert archived(site, date(2026, 3, 11), "never.wacz") == 2
    assert "还没有到" in capsys.readouterr().err
    assert not (site.parent / "never.wacz").exists()


def test_the_same_release_and_day_give_the_same_bytes(site: Path, archive: Path) -> None:
    assert archived(site, DAY, "again.wacz") == 0
    assert (site.parent / "again.wacz").read_bytes() == archive.read_bytes()


def test_what_was_taken_back_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = site_of(tmp_path)
    rollback(site)
    assert archived(site, MARCH[-1]) == 0
    assert "网站现在退回到第 3 版；登记簿不记退回" in capsys.readouterr().out


def test_each_file_is_found_by_the_index_as_it_was(archive: Path) -> None:
    """Read as any program reads WARC: a member of the archive by its place, and the record in it."""
    there = parts(archive)
    warc, lines = (
        there["archive/data.warc.gz"],
        gzip.decompress(there["indexes/index.cdx.gz"]).decode().splitlines(),
    )
    found = {}
    for line in lines:
        key, stamp, said = line.split(" ", 2)
        entry = json.loads(said)
        assert key.startswith("cn,gov,example)/zwgk/") and stamp == "20260306040000"
        begin = int(entry["offset"])
        record = next(iter(ArchiveIterator(io.BytesIO(warc[begin : begin + int(entry["length"])]))))
        assert record.rec_headers.get_header("WARC-Target-URI") == entry["url"]
        found[entry["url"]] = record.content_stream().read()
    assert lines == sorted(lines)
    for path, data in pages("第2稿").items():
        if path != "proof/index.html":  # it tells of the log, and is filled in last
            url = ROOT + path.removesuffix("index.html")
            assert found[url.replace("补贴", "%E8%A1%A5%E8%B4%B4").replace("表", "%E8%A1%A8")] == data
    assert f"{ROOT}proof/checkpoint" in found and f"{ROOT}api/v1/manifest.json" in found


def test_pages_are_listed_with_their_titles_and_no_redirect_is(archive: Path) -> None:
    head, *rows = map(json.loads, parts(archive)["pages/pages.jsonl"].decode().splitlines())
    assert head["title"] == "示例局政务公开（2026年3月6日）"
    assert [row["title"] for row in rows] == ["首页", "政策文件", "补贴办法", "留痕存证"]
    assert rows[0]["url"] == ROOT


def test_an_index_of_several_blocks_is_found_whole() -> None:
    lines = [f"com,example)/{number:05d} 20260306040000 {{}}" for number in range(2 * BLOCK + 5)]
    cdx, idx = packed(lines)
    assert list(lines_by(idx, cdx)) == lines
    assert len(idx.splitlines()) == 4
    with pytest.raises(ValueError, match="index"):
        list(lines_by(idx, cdx + gzip.compress(b"more\n")))


def test_it_is_verified_as_what_was_published(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verified(archive) == 0
    told = capsys.readouterr().out
    assert "由 archive 签名" in told and "登记簿第 3 次登记" in told
    assert "2026-03-05 以后有没有别的版本，要看更新的登记簿" in told


def altered(archive: Path, changed: Mapping[str, bytes | None]) -> bytes:
    """The WARC of the archive with other files, or without some, by their addresses below the site."""
    with io.BytesIO(parts(archive)["archive/data.warc.gz"]) as warc:
        files = [
            (r.rec_headers.get_header("WARC-Target-URI").removeprefix(ROOT), r.content_stream().read())
            for r in ArchiveIterator(warc)
            if r.rec_type == "resource"
        ]
    out = io.BytesIO()
    kept = ((name, changed.get(name, data)) for name, data in files)
    written = ((name, data) for name, data in kept if data is not None)
    list(write_records(out, written, ROOT, moment_of(DAY), {}))
    return out.getvalue()


def forgeries(archive: Path) -> Iterator[tuple[str, dict[str, bytes | None]]]:
    there = parts(archive)
    warc, cdx = "archive/data.warc.gz", "indexes/index.cdx.gz"
    yield "a page in other words", {warc: altered(archive, {"policies/": page("政策文件", "改过")})}
    yield "a page less", {warc: altered(archive, {"policies/": None})}
    lines = gzip.decompress(there[cdx]).decode().splitlines()
    other = {json.loads(one.split(" ", 2)[2])["url"]: one for one in lines}
    swapped = [
        one
        if f'"{ROOT}policies/"' not in one
        else other[ROOT]
        .replace(f'"url":"{ROOT}"', f'"url":"{ROOT}policies/"')
        .replace("zwgk/ ", "zwgk/policies/ ")
        for one in lines
    ]
    assert swapped != lines
    packed_cdx, packed_idx = packed(swapped)
    yield "an address that leads to another page", {cdx: packed_cdx, "indexes/index.idx": packed_idx}
    yield (
        "a title of another page",
        {"pages/pages.jsonl": there["pages/pages.jsonl"].replace("补贴办法".encode(), "作废".encode())},
    )
    yield "another manifest", {"proof/manifest.json": there["proof/manifest.json"] + b" "}
    yield "no checkpoint", {"proof/checkpoint": None}
    yield "a part more", {"archive/more.warc.gz": there[warc]}


def test_no_other_archive_passes_for_it(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for what, changed in forgeries(archive):
        assert verified(rewritten(archive, changed)) == 1, what
        assert "✗ 不符" in capsys.readouterr().out, what
    assert verified(rewritten(archive, {})) == 0


def test_a_byte_that_is_lost_is_noticed(archive: Path) -> None:
    data = archive.read_bytes()
    for place in range(200, len(data) - 200, len(data) // 40):
        damaged = archive.with_name("damaged.wacz")
        damaged.write_bytes(data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :])
        assert verified(damaged) in (1, 2), place


def test_what_is_no_archive_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x.wacz").write_bytes(zlib.compress(b"nothing"))
    assert verified(tmp_path / "x.wacz") == 2
    assert "不是 WACZ 存档" in capsys.readouterr().err


def test_a_release_that_was_changed_is_not_archived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = site_of(tmp_path)
    changed = releases_of(site) / "000004" / "policies" / "index.html"
    changed.chmod(0o644)
    changed.write_bytes(b"changed")
    assert archived(site, MARCH[-1]) == 2
    assert "第 4 版和登记的不一样，不能存档：policies/index.html 的内容变了" in capsys.readouterr().err
    assert not [*tmp_path.glob("*.wacz*")]


def test_without_an_address_nothing_could_be_found_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Section(tmp_path, {}, TODAY).write()
    release(settings.site, MARCH[0], pages(""), root="", signed=False)
    assert archived(settings.site, MARCH[0]) == 2
    assert "没有写网址（设置 site_url）" in capsys.readouterr().err


def test_nothing_is_archived_where_nothing_was_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Section(tmp_path, {}, TODAY).write()
    assert archived(settings.site, MARCH[0]) == 2
    assert "先运行一次 build" in capsys.readouterr().err
