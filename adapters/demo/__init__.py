"""A story city: invented, deterministic, played through the real commands."""
