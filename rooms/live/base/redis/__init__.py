"""Redis, and doing without it: counts, and messages between processes."""
