"""Stage beside the line: what of the content can be translated, its translations, and content in another language."""
