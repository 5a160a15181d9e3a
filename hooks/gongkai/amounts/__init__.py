"""Amounts of money, shares, periods and deadlines in official prose: recognised, and compared between two texts."""
