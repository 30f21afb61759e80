"""Polls that are over, as the archive keeps them."""
