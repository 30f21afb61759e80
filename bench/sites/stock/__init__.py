"""Stock Channels, for comparison: one consumer for each socket in one group, and nothing rendered at all."""
