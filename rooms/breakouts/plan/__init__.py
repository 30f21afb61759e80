"""Before a round: the plan, and everybody's seat."""
