"""Phases of a room: people come in, vote, upvote, and are told of changes. Benches are made of these."""
