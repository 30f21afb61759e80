"""Commands of hosts and moderators for questions and the board."""
