"""Counting a division anew, and how much better any other could be."""
