"""Participants' questions and upvotes, and the order that follows from them."""
