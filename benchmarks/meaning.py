"""How often the right document is among the first three, by kind of question: the table of docs/search-by-meaning.md.

    python -m benchmarks.meaning SETTINGS QUESTIONS...

SETTINGS is the section's mkdocs.yml, QUESTIONS are YAML files: lists of {q, kind, answer: [paths of right documents]},
`answer` empty for a question that nothing answers. `--misses` names every question that is not right.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from gongkai.building import pipeline
from gongkai.search.documents import FoundDocument, findable_documents
from gongkai.search.meaning import Matcher
from gongkai.search.meaning_index import files_of_meaning, meaning_part
from gongkai.search.ranking import SURE, Result
from gongkai.search.words import words_of
from gongkai.settings import read_settings

FIRST = 3


def main() -> None:
    """Ask every question, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("settings", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    found = found_in(options.settings)
    files, paths = files_of(found, options.settings)
    explains = {one.path: one.explains or one.path for one in found}
    matcher = Matcher(files)
    for file in options.questions:
        print(file.name)
        _tell(matcher, paths, explains, yaml.safe_load(file.read_text(encoding="utf-8")), options.misses)


def found_in(settings_file: Path) -> tuple[FoundDocument, ...]:
    """What can be found in a section."""
    settings = read_settings(settings_file)
    judged = pipeline.check(settings)
    return findable_documents(judged.library, judged.texts, settings)


def section_files(settings_file: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of a section, and the path of each of its units."""
    return files_of(found_in(settings_file), settings_file)


def files_of(found: Sequence[FoundDocument], settings_file: Path) -> tuple[dict[str, bytes], list[str]]:
    """The files of what was found, and the path of each unit."""
    settings = read_settings(settings_file)
    units = [unit for one in found for unit in one.units()]
    _digest, files = files_of_meaning([meaning_part(units)], found, words_of(settings))
    return dict(files), [unit.path for unit in units]


def by_document(results: Sequence[Result], paths: Sequence[str]) -> list[Result]:
    """The best result of each document."""
    best: dict[str, Result] = {}
    for one in results:
        best.setdefault(paths[one.unit], one)
    return list(best.values())


def _by_subject(results: Sequence[Result], paths: Sequence[str], explains: Mapping[str, str]) -> list[Result]:
    """The best result of each document with what explains it, as the page shows them."""
    best: dict[str, Result] = {}
    for one in results:
        best.setdefault(explains[paths[one.unit]], one)
    return list(best.values())


def _tell(
    matcher: Matcher,
    paths: Sequence[str],
    explains: Mapping[str, str],
    rows: Sequence[dict[str, Any]],
    misses: bool,
) -> None:
    asked, right, sure = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        wanted = set(row.get("answer") or ())
        kind = row["kind"] if wanted else "unanswerable"
        first = _by_subject(matcher.answer(row["q"]).results, paths, explains)[:FIRST]
        asked[kind] += 1
        sure[kind] += any(one.sure >= SURE for one in first)
        hit = any(paths[one.unit] in wanted for one in first)
        right[kind] += hit
        if misses and wanted and not hit:
            print(f"    {row['q']}  →  {[paths[one.unit] for one in first]}")
    for kind, count in sorted(asked.items()):
        print(
            f"  {kind:14} {right[kind]:3} of {count:3} among the first {FIRST}; {sure[kind]} called answered"
        )


if __name__ == "__main__":
    main()
