"""The build as a list: the section read and judged, pages and files made, the site switched."""
