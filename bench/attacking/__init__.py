"""Simulated rooms, and attackers who try to link what was said to who said it."""
