"""Gongkai (公开): Markdown in, rules judged, site out. Content flows one way through these rooms.

================ =========================================================================
`law`             numbers of days, dates and legal sources, each in one place
`findings`        what a rule says: where, what, why, how to mend; the exceptions
`settings`        mkdocs.yml, read once and frozen
`workdays`        the State Council's working days
`source`          files → front matter that knows the line of every key
`model`           one kind of document per file; the library of all; duties
`text`            a body → fragment of HTML, headings, questions, links, diagrams
`rules`           one rule per file; `rules/__init__.py` is the contents page
`pages`           library → pages of the site, pure functions
`exports`         library → bytes for machines: the search index
`external_links`  the site's links to other hosts, tried with LinkChecker
`patrol`          what a site's keeper looks at every week, as one page
`pipeline`        the whole build on one screen
`engine`          the only room that knows MkDocs
`completeness`    whether a finished folder is a whole site
`releases`        staging folder, completeness check, one-step switch
`report`          findings → text, JSON
================ =========================================================================
"""
