"""Sentences and words: jieba's words in a spaCy `Doc`, with every character in a token."""

from extract.segmenting.documents import blank, cut
from extract.segmenting.sentences import sentences
from extract.segmenting.words import Engine, JiebaSegmenter, RjiebaSegmenter, Segmenter, segmenter

__all__ = [
    "Engine",
    "JiebaSegmenter",
    "RjiebaSegmenter",
    "Segmenter",
    "blank",
    "cut",
    "segmenter",
    "sentences",
]
