"""Our builds and those of others on the same texts, in one run on one machine: the figures of docs/performance.md.

    python -m benchmarks.side_by_side --texts FOLDER --documents 1000 2000 5000 10000 20000 \
        [--peers PROGRAMS] [--only hugo material zensical] [--runs 3] [--out costs.csv] [--plot docs/images/cost.svg]

PROGRAMS is the `bin` of an environment with the peers (see `peers.py`). Memory is that of the whole tree of
processes; figures are medians. Run it on a machine that has nothing else to do.
"""

import argparse
import csv
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.corpus_texts import prose, read_sources, written
from benchmarks.cost_plot import plot
from benchmarks.measuring import Cost, median, run, size
from benchmarks.peers import PEERS

ROOT = Path(__file__).resolve().parents[1]
EDITED = "policies/2020/d00003.md"


@dataclass(frozen=True)
class Line:
    """One figure: what was run, on how many documents, what it cost, and what came out."""

    documents: int
    name: str
    cost: Cost
    files: int = 0
    size: int = 0


def ours(texts: Path, documents: int, root: Path, runs: int) -> Iterator[Line]:
    """Every way of running that the issue names, each `runs` times."""
    config = write_corpus(texts, documents, root)

    def do(*arguments: str) -> Cost:
        return run([sys.executable, str(ROOT / "build.py"), *arguments, "--config", str(config)], root)

    cold = median([do("build", "--clean") for _ in range(runs)])
    yield Line(documents, "cold build", cold, *size(root / "site"))
    yield Line(documents, "nothing changed", median([do("build") for _ in range(runs + 1)][1:]))
    yield Line(documents, "one document edited", _each(runs, lambda n: _edit(root, n), lambda: do("build")))
    add = lambda n: _add(texts, root, n)  # noqa: E731 (as short as it is plain)
    yield Line(documents, "one policy and interpretation added", _each(runs, add, lambda: do("build")))
    yield Line(documents, "check, nothing changed", median([do("check") for _ in range(runs)]))
    yield Line(documents, "check, one edited", _each(runs, lambda n: _edit(root, n), lambda: do("check")))
    yield Line(documents, "check, cold", median([do("check", "--clean") for _ in range(runs)]))


def theirs(name: str, content: Path, documents: int, root: Path, programs: Path, runs: int) -> Line:
    """A peer's whole build in an empty folder; it knows no other that gives the right site."""
    root.mkdir()
    peer = PEERS[name](content, root, programs)
    costs = []
    for _ in range(runs):
        steps = [run(command, peer.folder) for command in peer.commands]
        wall, cpu = sum(step.wall for step in steps), sum(step.cpu for step in steps)
        costs.append(Cost(wall, cpu, max(step.memory for step in steps)))
    return Line(documents, peer.name, median(costs), *size(peer.output))


def _each(runs: int, change: Callable[[int], None], do: Callable[[], Cost]) -> Cost:
    costs = []
    for number in range(runs):
        change(number)
        costs.append(do())
    return median(costs)


def _edit(root: Path, number: int) -> None:
    file = root / "content" / EDITED
    file.write_text(f"{file.read_text(encoding='utf-8')}\n补充说明第{number}稿。\n", encoding="utf-8")


def _add(texts: Path, root: Path, number: int) -> None:
    """A pair like the corpus's own, under an address that it does not have."""

    sources, chance = read_sources(texts), random.Random(number)
    title = f"新增办法{number}"
    dates = {"drafted": "2026-05-01", "signed": "2026-05-20", "published": "2026-05-20"}
    review = {"secrecy": "2026-05-18", "legal": "2026-05-18"}
    policy = {
        "title": title,
        "number": f"示人社〔2026〕9{number:04d}号",
        "issuer": "示例区人力资源和社会保障局",
        **dates,
        "reviewed": review,
        "summary": "新增的办法。",
        "topics": ["就业"],
        "audiences": ["社会公众"],
    }
    path = f"policies/2026/added-{number}.md"
    explained = {
        "title": f"{title}解读",
        "interprets": path,
        "form": "article",
        **dates,
        "summary": "解读新增的办法。",
        "covers": ["核心概念", "适用范围", "办事指引"],
    }
    body = "\n\n".join(prose(sources[0], sources, chance))
    for file, fields in ((path, policy), (f"interpretations/2026/added-{number}.md", explained)):
        (root / "content" / file).write_text(written(fields, body), encoding="utf-8")


def main() -> None:
    """Measure, print a table, write the figures and the plot."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000])
    parser.add_argument("--peers", type=Path, metavar="PROGRAMS")
    parser.add_argument("--only", nargs="*", choices=PEERS, default=list(PEERS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=Path("costs.csv"))
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    lines: list[Line] = []
    # Nothing is removed before all is measured: ext4 makes files many times more slowly for minutes after that.
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        for documents in options.documents:
            root = Path(folder) / f"{documents}"
            root.mkdir()
            for line in ours(options.texts, documents, root, options.runs):
                lines.append(line)
                _tell(line)
            for name in options.only if options.peers else ():
                place = Path(folder) / f"{name}-{documents}"
                lines.append(theirs(name, root / "content", documents, place, options.peers, options.runs))
                _tell(lines[-1])
            _keep(lines, options.out)
    if options.plot:
        options.plot.write_text(plot([(x.documents, x.name, x.cost.cpu) for x in lines]), encoding="utf-8")


def _tell(line: Line) -> None:
    cost = line.cost
    print(
        f"| {line.documents} | {line.name} | {cost.wall:.1f} s | {cost.cpu:.1f} s | {cost.memory:.0f} MB "
        f"| {line.files or ''} | {line.size / 1e6:.0f} MB |",
        flush=True,
    )


def _keep(lines: Sequence[Line], file: Path) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["documents", "name", "wall", "cpu", "memory", "files", "bytes"])
        for x in lines:
            cost = (round(value, 2) for value in (x.cost.wall, x.cost.cpu, x.cost.memory))
            writer.writerow([x.documents, x.name, *cost, x.files, x.size])


if __name__ == "__main__":
    main()
