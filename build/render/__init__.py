"""Seventh stage, render: documents to HTML (templates) and PDF (the only import of WeasyPrint)."""
