"""The only room that knows MkDocs: it puts the frame around the ready pages and writes them."""

import gongkai.engine.installed  # noqa: F401 (MkDocs by whichever name)

# isort: split
from gongkai.engine.build import render
from gongkai.engine.frame import Frame
from gongkai.engine.single import Framer

__all__ = ["Frame", "Framer", "render"]
