"""The site map for machines, by the protocol of sitemaps.org: every page but those of versions, with the day of its content."""

import gzip
from collections.abc import Iterator
from html import escape

from gongkai.model import open_data
from gongkai.pages.deleted import DELETED
from gongkai.pages.planned import Site

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def sitemap_files(site: Site) -> tuple[tuple[str, bytes], ...]:
    """The site map, plain and compressed; it is empty where the settings have no `site_url`."""
    data = (_HEAD + "".join(_entries(site)) + "</urlset>\n").encode()
    return (open_data.SITE_MAP.path, data), (open_data.SITE_MAP_PACKED.path, gzip.compress(data, mtime=0))


def _entries(site: Site) -> Iterator[str]:
    base = site.context.settings.site_url
    for page in (one for one in site.single if base and one.kind != DELETED):
        day = f"<lastmod>{page.updated.isoformat()}</lastmod>" if page.updated else ""
        yield f"<url><loc>{escape(base.rstrip('/'))}/{page.path}</loc>{day}</url>\n"
