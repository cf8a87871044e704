"""Facts: what happened, immutable, one module per aggregate."""
