"""Notes beside what was kept: what hosts want to remember of it, and what came of it afterwards."""
