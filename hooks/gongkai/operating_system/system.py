"""Which system this is. Whatever can be found out by trying is tried instead."""

import os

WINDOWS = os.name == "nt"
