"""Before a round: the plan, and who belongs in which group."""
