"""What groups write, and the harvest that comes of it."""
