"""While a round is out: sending, following, moving people, calling back."""
