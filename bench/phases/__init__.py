"""What the people of a room do together: come in, vote, upvote, be told. Benches are made of these."""
