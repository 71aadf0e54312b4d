"""Chinese press articles to validated records."""
