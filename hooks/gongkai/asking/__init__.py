"""What was asked of the section while something was made of it: pages, and what exports say of a document."""

from gongkai.asking.reads import Reads
from gongkai.asking.recording import Answers

__all__ = ["Answers", "Reads"]
