"""Writes docs/rules/: the contents page and one page for each rule, with its examples."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "hooks"))

from gongkai.rules import RULES  # noqa: E402 (the path above must stand first)
from gongkai.rules.book import contents_page, rule_page  # noqa: E402


def main() -> None:
    """Write every page anew, and remove pages of rules that are gone."""
    book = ROOT / "docs" / "rules"
    book.mkdir(parents=True, exist_ok=True)
    pages = {f"{rule.code}.md": rule_page(rule) for rule in RULES} | {"README.md": contents_page()}
    for old in book.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (book / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
