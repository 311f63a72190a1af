"""First stage, load: files to values. The only stage that reads content from disk."""
