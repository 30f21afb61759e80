"""Parts: the register, the renderer, and the caches."""
