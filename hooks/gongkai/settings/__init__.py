"""The settings of a section: mkdocs.yml, read once and frozen."""
