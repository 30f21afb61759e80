"""How people come in: join codes, names, identity, admission."""
