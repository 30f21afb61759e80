"""People who come, leave and move after the division."""
