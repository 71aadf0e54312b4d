"""The batch: files in, what is new extracted and stored, every failure recorded.

>>> from extract.running import run
>>> run(["no/such.txt"], "-").failures
1
"""

from extract.running.runs import TIME_LIMIT, cores, run
from extract.running.summary import Summary

__all__ = ["TIME_LIMIT", "Summary", "cores", "run"]
