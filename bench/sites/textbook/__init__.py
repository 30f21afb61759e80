"""The same poll the textbook way: a small, honest Django and Channels project, for comparison in the same run.

It does what tutorials do, and nothing slower: `update_or_create` for each vote with `database_sync_to_async`,
`group_send` to everybody for each vote, a template rendered in each consumer, the stock `AsyncJsonWebsocketConsumer`
and `SessionMiddlewareStack`, the in-memory layer. The database settings are those of our own site. It counts once for
each vote and sends the counts along, where many tutorials let every consumer count again.
"""
