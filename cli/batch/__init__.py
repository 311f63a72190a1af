"""Many packs: what is asked for, who makes them, and what came of it."""
