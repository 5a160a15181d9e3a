"""Gongkai (公开): Markdown in, rules judged, site out. Content flows one way through these rooms.

================ ==========================================================================================
`law`            numbers of days, legal sources, working days; `local_law`: a bureau's own
`findings`       what a rule says: where, what, why, how to mend; the exceptions
`product`        the program as one digest, by which every cache is kept
`settings`       mkdocs.yml, read once and frozen; `guards`: its part on attachments and numbers
`looks`          a bureau's colours, fonts, emblem and foot; `content_policy`: what a browser may load
`arguments`      argparse in Chinese, with slips understood; `tables`: tables of others
`store`          a cache in one file; `workers`: work over the cores
`titles`         titles in marks, nested; `wide_characters`: where a line's end is no space
`source`         files → front matter that knows the line of every key; what git knows of them
`sensitive`      numbers of persons and markings of secrecy, in any text
`attachments`    files that go with documents, judged by what is in them
`model`          one kind of document per file; the library of all; terms and duties
`text`           a body → fragment of HTML, headings, questions, links, diagrams
`asking`         library and texts, noting what they are asked
`rules`          one rule per file; `rules/__init__.py` is the contents page
`pages`          library → pages of the site, pure functions
`exports`        library → bytes for machines: search index, `api/v1/`, feeds, calendar
`editing`        new, imported and corrected files; schemas; the browser editor's forms
`report`         findings and duties → text, JSON, SARIF, GitHub, GitLab, JUnit
`judging`        the section read, converted and judged; again and again, for a preview
`overlay`        a section's own theme and plugins, judged before anything is made
`trial`          the examples of a bureau's own rules, tried before they judge
`limited`        a report on some documents alone
`fingerprint`    what a run depends on; `remembered`: what the last one found; `taking_over`: what stays
`pipeline`       the whole build on one screen
`engine`         the only room that knows MkDocs
`completeness`   whether a finished folder is a whole site; `verification`: whether it is as written
`ledger`         what a release holds, and what it was made from
`staging`        the folder in which a site is made; `recycling`, `linking`: what it takes over
`releases`       completeness check, one-step switch, rollback; `shares`: one site from several machines
`gaps`           questions of the windows against the knowledge base
`drift`          another platform's listing against this one
`external_links` the site's links to other hosts, tried with LinkChecker
`patrol`         what a site's keeper looks at every week, as one page
`preview`        the command serve: the site before it is out, live, with findings in their places
`cli`            the command line, one family of commands a file
================ ==========================================================================================
"""
