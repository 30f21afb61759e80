"""What the question board shows."""
