"""The engine: files in, plans and printed pages out. No click, no printing, no clock and no network in here."""
