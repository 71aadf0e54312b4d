"""A run as one page that a person reads: the articles, their marks in colours, the facts beside them.

`page(records, out)` writes a single HTML file that needs nothing from outside and runs nothing but its own
script. It is written as the records come, so memory stays flat whatever the size of the run.
"""

from extract.reviewing.pages import page

__all__ = ["page"]
