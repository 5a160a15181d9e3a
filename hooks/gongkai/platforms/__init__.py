"""Compares this site with others' material: questions citizens asked at service counters, other sites' listings, external
links."""
