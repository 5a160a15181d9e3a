"""Our style sheets as readers get them: without comments and white space that say nothing. Scripts are small already
(`python -m scripts.small_scripts`)."""

import rcssmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from gongkai.package import THEME


def published(file: File, config: MkDocsConfig) -> File:
    """A file of a theme as it is written: what is not ours stays as its author made it."""
    if not file.src_uri.endswith(".css") or file.src_dir != str(THEME):
        return file
    return File.generated(config, file.src_uri, content=rcssmin.cssmin(file.content_string))
