"""The words the clause grammar reads by, loaded once and turned into sets."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from extract.lexicon import table, words


class Words(BaseModel):
    """`fact_words.toml`; each list is commented there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    links: frozenset[str]
    adverbs: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    change_nouns: frozenset[str]
    targets: frozenset[str]
    arrivals: frozenset[str]
    yoy: frozenset[str]
    qoq: frozenset[str]
    mom: frozenset[str]
    comparisons: frozenset[str]
    actions: frozenset[str]
    reports: frozenset[str]
    references: frozenset[str]
    places: frozenset[str]
    pairs: frozenset[str]
    place_ends: frozenset[str]
    provinces: frozenset[str]
    fates: frozenset[str]
    predicates: frozenset[str]
    manners: frozenset[str]
    entities: frozenset[str]
    openers: frozenset[str]
    now: frozenset[str]
    conditions: frozenset[str]
    of_products: frozenset[str]
    causes: frozenset[str]
    standards: frozenset[str]
    indexes: frozenset[str]


@cache
def vocabulary() -> Words:
    """The closed classes of words.

    >>> "同比" in vocabulary().yoy
    True
    """
    return table("fact_words.toml", Words)


@cache
def metric_heads() -> frozenset[str]:
    """The last words of what press reports measure.

    >>> "净利润" in metric_heads()
    True
    """
    return frozenset(words("metrics.txt"))


@cache
def cities() -> frozenset[str]:
    """The cities at prefecture level and above, by their names without 市.

    >>> "苏州" in cities(), "江苏" in cities()
    (True, False)
    """
    return frozenset(words("places.txt")) - vocabulary().provinces - {"中国"}


@cache
def not_places() -> frozenset[str]:
    """Words that the tagger takes for places and the press doesn't.

    >>> "城市" in not_places()
    True
    """
    return frozenset(words("not_places.txt"))
