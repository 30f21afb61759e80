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

FINAL = (ROOM_ENDED, PROTOCOL_ERROR, WHO_ARE_YOU, NOT_ALLOWED, NO_SUCH_ROOM, REPLACED)
"""After these the browser does not connect again; after every other code it does, whoever gave it.

Servers and browsers have codes of their own for a page that closes its socket because it seems dead, or because the
phone sleeps (daphne: 1000, uvicorn: 1005); what stands between them has more: 1008 or 1009 of a proxy, say.
"""
