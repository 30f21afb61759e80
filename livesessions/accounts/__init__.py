"""Accounts of hosts, organisers and administrators: logging in, the second factor, and when a login ends."""
