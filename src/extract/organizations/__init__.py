"""Organizations: the names in a document, and which of them are one and the same."""

from extract.organizations.gazetteer import Gazetteer, Known, national
from extract.organizations.models import Mention, NoTagger, Organization, Span, Tagger, Type
from extract.organizations.recogniser import Recogniser

__all__ = [
    "Gazetteer",
    "Known",
    "Mention",
    "NoTagger",
    "Organization",
    "Recogniser",
    "Span",
    "Tagger",
    "Type",
    "national",
]
