"""Measuring, and describing the machine. Knows no site and no people."""
