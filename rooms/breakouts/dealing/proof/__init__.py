"""Recounting a division, and bounds on how much better any other division could be."""
