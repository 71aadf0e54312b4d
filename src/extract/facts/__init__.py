"""Facts: for each number that the text attributes, whose it is, what it measures, and when.

syntax/    what a clause says in its own words: atoms, phrases, predicates
topics     what governs from clause to clause
subjects/  whose a number is; periods: when it holds
rules/     what it measures, a module for each way to say it
evidence   what is known of a fact, and confidence: how sure that makes it
read       the reader, who leads through all of it
"""

from extract.facts.models import Fact
from extract.facts.read import read

__all__ = ["Fact", "read"]
