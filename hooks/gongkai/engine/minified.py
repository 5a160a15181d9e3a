"""Our scripts and style sheets as readers get them: without comments and white space that say nothing."""

import rcssmin
import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from gongkai.package import THEME

_AS_THEY_ARE = ("assets/inflate.js", "assets/calculator.js", "assets/entitlements.js")
"""Small already: the first by others, with the licence that must stay, the others by `python -m scripts.small_scripts`."""
_HOW = {".js": rjsmin.jsmin, ".css": rcssmin.cssmin}


def published(file: File, config: MkDocsConfig) -> File:
    """A file of a theme as it is written: what is not ours stays as its author made it."""
    minify = next((how for ending, how in _HOW.items() if file.src_uri.endswith(ending)), None)
    if not minify or file.src_dir != str(THEME) or file.src_uri in _AS_THEY_ARE:
        return file
    return File.generated(config, file.src_uri, content=minify(file.content_string))
