"""What is measured, and on which machine. Knows no site and nobody in it."""
