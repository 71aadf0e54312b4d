"""Organizations: the names in a document, and which of them are one and the same."""

from extract.organizations.gazetteer import Gazetteer, Known, national
from extract.organizations.loading import DEFAULT, Model, load
from extract.organizations.models import Mention, NoTagger, Organization, Span, Tagger, Type
from extract.organizations.recogniser import Recogniser

__all__ = [
    "DEFAULT",
    "Gazetteer",
    "Known",
    "Mention",
    "Model",
    "NoTagger",
    "Organization",
    "Recogniser",
    "Span",
    "Tagger",
    "Type",
    "load",
    "national",
]
