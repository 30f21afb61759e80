"""Searching for a good division."""
