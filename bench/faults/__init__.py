"""Faults on purpose: processes killed, stores killed, Redis in bad moods, and broken variants that must be caught."""
