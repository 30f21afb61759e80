"""The people whose names are still kept: organisers take somebody out who asks for it."""
