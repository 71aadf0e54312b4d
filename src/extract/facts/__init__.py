"""Facts: for each number that the text attributes, whose it is, what it measures, and when."""

from extract.facts.models import Fact
from extract.facts.read import read

__all__ = ["Fact", "read"]
