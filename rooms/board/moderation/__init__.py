"""What hosts and moderators do with questions and with the board."""
