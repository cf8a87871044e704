"""The benchmark: what Tiji costs, measured beside what one would use otherwise, in one run on one machine."""
