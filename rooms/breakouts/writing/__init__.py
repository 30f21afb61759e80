"""The texts of groups, and the harvest."""
