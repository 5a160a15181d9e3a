"""Side-by-side runs and generators: what the figures in docs/quality.md are made with."""
