"""Fault injection: killed processes, killed databases, a failing Redis, and broken variants that must be caught."""
