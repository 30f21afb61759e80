"""Finding what was kept, over all programmes that somebody may read; one thing on a page of its own, and its tags."""
