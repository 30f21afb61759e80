"""What is limited in number: guesses, newcomers, requests; and how browsers are told apart for it."""
