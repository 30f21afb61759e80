"""The parts of the question board."""
