"""The conversation of `rumbo start`: from nothing to a pack for somebody who has never seen YAML."""
