"""What makes a build short and exact: the cache, dependency tracking, fingerprints, worker processes."""
