"""What was asked more often: barometers, sessions side by side, and where one team stands."""
