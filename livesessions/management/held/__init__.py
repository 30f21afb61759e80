"""Holding the meetings of the demo that are over, each by commands and at its own time.

What was said in them is in `livesessions/programme/demo/held`.
"""
