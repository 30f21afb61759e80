"""Webhooks: other programs are told when a session is archived."""
