"""Questions to an editor at a terminal, in Chinese, with numbered choices."""

from collections.abc import Sequence
from typing import TextIO


class Asker:
    """Asks one thing at a time; an empty line leaves it open."""

    def __init__(self, read: TextIO, write: TextIO) -> None:
        self._read = read
        self._write = write

    def __call__(self, label: str, choices: Sequence[tuple[str, str]] = ()) -> str:
        """The answer; the number of a choice stands for the choice."""
        for number, (value, said) in enumerate(choices, 1):
            self._write.write(f"  {number}  {said or value}{f'（{value}）' if said else ''}\n")
        while True:
            self._write.write(f"{label}{'，写编号' if choices else ''}：")
            self._write.flush()
            answer = self._read.readline().strip()
            if not choices or not answer or answer in {value for value, _said in choices}:
                return answer
            if answer.isdecimal() and 1 <= int(answer) <= len(choices):
                return choices[int(answer) - 1][0]
            self._write.write(f"  没有“{answer}”这一项，请写 1 到 {len(choices)} 的编号\n")
