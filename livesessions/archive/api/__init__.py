"""What programs read of the archive: tokens of organisers, and addresses under /api/v1/."""
