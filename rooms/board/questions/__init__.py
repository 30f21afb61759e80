"""What participants give to a board: questions and upvotes, and the order that follows."""
