"""Faults on purpose: processes killed, stores killed, Redis in every bad mood; and broken variants that must be caught."""
