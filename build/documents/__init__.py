"""Sixth stage, compose: plans to documents. Says what each page tells; templates say how it looks."""
