"""Close codes of the room's socket. Only 1000 and 4xxx may be sent on every server, so we use no others."""

ROOM_ENDED = 4000
TOO_SLOW = 4008
RESTART = 4012
OVERLOADED = 4013
PROTOCOL_ERROR = 4400
WHO_ARE_YOU = 4401
NOT_ALLOWED = 4403
NO_SUCH_ROOM = 4404
REPLACED = 4409
RATE_LIMIT = 4429

COME_BACK = (1000, 1001, 1005, 1006, 1011, 1012, 1013, 1014, TOO_SLOW, RESTART, OVERLOADED, RATE_LIMIT)
"""The browser reconnects by itself after these codes; all other codes are final.

1000 is how daphne answers a page that closes its own socket because it seems dead, or because the phone sleeps.
"""
