"""A change on its way: its branch, what belongs together in it, what it changes word by word, its review and its merge."""
