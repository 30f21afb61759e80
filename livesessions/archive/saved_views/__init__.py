"""Searches that somebody saved under a name."""
