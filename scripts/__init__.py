"""Small programs that make what lies in docs/."""
