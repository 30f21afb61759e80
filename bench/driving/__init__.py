"""The load: people as the server meets them, over HTTP and WebSocket."""
