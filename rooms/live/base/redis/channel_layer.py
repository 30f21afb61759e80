"""The channel layer, as far as we use it: hubs of several processes tell one another to refresh."""

from channels.layers import BaseChannelLayer, InMemoryChannelLayer, get_channel_layer


def layer() -> BaseChannelLayer:
    """The layer that the settings name. Raises `RuntimeError` when they name none."""
    found = get_channel_layer()
    if found is None:
        raise RuntimeError("CHANNEL_LAYERS has no default")
    return found


def group_of(room: str) -> str:
    """The name of the group in which the hubs of a room listen."""
    return f"room.{room}"


def layer_is_shared() -> bool:
    """Whether other processes hear this layer. The in-memory layer reaches no further than a plain call."""
    return not isinstance(layer(), InMemoryChannelLayer)
