"""The changes of a transaction, and the hooks for features: a room ends, a heartbeat passes, a participant arrives."""
