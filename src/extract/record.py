"""The record: what one article becomes. The single source of truth for names, meanings and invariants.

Everything here is frozen and validated; no logic beyond that. Offsets are half-open `[start, end)` code
points into `article.text`, and `article.text[start:end] == text` for every mark, or the record can't be
built. Marks of organizations, quantities and dates never overlap. `python -m extract.record` prints the JSON
Schema that `schemas/` holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

__all__ = [
    "SCHEMA_VERSION",
    "Article",
    "Date",
    "Fact",
    "Mention",
    "Number",
    "Organization",
    "Provenance",
    "Quantity",
    "Record",
    "plain",
]

SCHEMA_VERSION: Final = "1.0"

OrganizationType = Literal[
    "company",
    "government",  # party, legislature, court, procuratorate and police included
    "military",
    "university",  # schools included
    "research",
    "hospital",
    "media",
    "association",  # NGOs, chambers, foundations, international bodies
    "finance",  # banks, insurers, funds, brokers, exchanges
    "sports",
    "other",
]
QuantityKind = Literal["money", "percent", "measure", "count", "ordinal", "multiple", "ratio", "number"]
DateKind = Literal["date", "period", "duration", "time", "vague"]
Granularity = Literal["day", "week", "month", "quarter", "half", "year", "decade", "other"]
Comparator = Literal["=", ">", "<", ">=", "<=", "~"]
Change = Literal["up", "down"]
Basis = Literal["yoy", "qoq", "mom"]
Script = Literal["Hans", "Hant"]

_PLAIN = r"-?[0-9]+(\.[0-9]+)?(/[0-9]+)?"


def plain(number: Decimal | Fraction) -> str:
    """The number as the record writes it: plain digits, no exponent, no trailing zeros; a ratio as `a/b`.

    >>> plain(Decimal("3.9E+11")), plain(Decimal("2.50")), plain(Fraction(2, 3)), plain(Decimal("-0.0"))
    ('390000000000', '2.5', '2/3', '0')
    """
    if isinstance(number, Fraction):
        return f"{number.numerator}/{number.denominator}"
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _number(value: object) -> Decimal | Fraction:
    if isinstance(value, str) and re.fullmatch(_PLAIN, value, re.ASCII):
        return Fraction(value) if "/" in value else Decimal(value)
    if isinstance(value, Fraction) or (isinstance(value, Decimal) and value.is_finite()):
        return value
    raise ValueError(f"{value!r} is no plain decimal and no ratio a/b")


Number = Annotated[
    Decimal | Fraction,
    PlainValidator(_number),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{_PLAIN}$"}),
]
"""An exact number: `Decimal`, or `Fraction` for a ratio; in JSON a plain decimal string or `a/b`."""


class _Model(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )


class Article(_Model):
    """One article as it was read; `text` is what every offset of the record points into."""

    id: str = Field(min_length=1, description="stable: the same content and source give the same id")
    source: str = Field(description="path or URI; an article of several in a file adds '#' and its id")
    title: str | None = None
    published: date | None = Field(None, description="null where unknown, never guessed from the clock")
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    script: Script = "Hans"
    text: str


class Mention(_Model):
    """One place where an organization is named."""

    start: int = Field(ge=0)
    end: int
    text: str
    confidence: float = Field(ge=0, le=1)
    by: str


class Organization(_Model):
    """A named organization with all its mentions; `name` is the fullest form that the article has."""

    id: str
    name: str = Field(min_length=1)
    type: OrganizationType
    aliases: tuple[str, ...] = ()
    identifiers: dict[str, str] = Field(
        default_factory=dict,
        description="scheme to code: from the register, else the share's code that the text says",
    )
    mentions: tuple[Mention, ...] = Field(min_length=1)


class Quantity(_Model):
    """A numeral expression and its value: `value`, or `low` and `high` of a range."""

    id: str
    start: int = Field(ge=0)
    end: int
    text: str
    kind: QuantityKind
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    cmp: Comparator = "="
    unit: str = Field("", description="ISO 4217, a UCUM-like symbol, a measure word, or empty")
    confidence: float = Field(ge=0, le=1)
    by: str

    @model_validator(mode="after")
    def _value_or_range(self) -> Quantity:
        if (self.value is None) == (self.low is None and self.high is None):
            raise ValueError(f"{self.text}: a quantity has a value or else low and high")
        if (self.low is None) != (self.high is None):
            raise ValueError(f"{self.text}: low and high stand together")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.text}: low {self.low} is above high {self.high}")
        return self


class Date(_Model):
    """A time expression and the days it means, both ends inclusive; null where the text can't tell."""

    id: str
    start: int = Field(ge=0)
    end: int
    text: str
    kind: DateKind
    from_: date | None = Field(None, alias="from")
    to: date | None = None
    granularity: Granularity | None = None
    duration: str | None = Field(None, pattern=r"^P[0-9A-Z./]+$", description="ISO 8601, kind duration only")
    cmp: Comparator = "="
    confidence: float = Field(ge=0, le=1)
    by: str

    @model_validator(mode="after")
    def _in_order(self) -> Date:
        if self.from_ and self.to and self.from_ > self.to:
            raise ValueError(f"{self.text}: from {self.from_} is after to {self.to}")
        if self.duration is not None and self.kind != "duration":
            raise ValueError(f"{self.text}: a {self.kind} has no duration")
        if self.kind == "vague" and (self.from_ or self.to):
            raise ValueError(f"{self.text}: a vague expression has no days")
        return self


class Fact(_Model):
    """Who – what – how much – when, as one clause says it."""

    id: str
    subject: str = Field(min_length=1)
    organization: str | None = Field(None, description="the organization's id where the subject is one")
    metric: str = Field(min_length=1)
    quantity: str = Field(description="the id of the quantity")
    period: str | None = Field(None, description="the id of the date it holds for")
    change: Change | None = None
    basis: Basis | None = None
    start: int = Field(ge=0, description="the clause it was read from")
    end: int
    confidence: float = Field(ge=0, le=1)
    by: str


class Provenance(_Model):
    """What made the record: the package's version, the tagger with the hash of its weights, the register with its own."""

    version: str
    model: str


class Record(_Model):
    """One article and all that was read from it.

    Raises pydantic's `ValidationError` when a mark isn't the text at its offsets, marks overlap, ids repeat,
    a reference points nowhere or a value is out of order.

    >>> article = Article(id="a", source="a.txt", text="约3家")
    >>> three = Quantity(id="q1", start=1, end=3, text="3家", kind="count", value=Decimal(3), cmp="~",
    ...                  unit="家", confidence=1, by="count")
    >>> record = Record(article=article, quantities=(three,), extractor=Provenance(version="0", model="none"))
    >>> Record.from_json(record.to_json()) == record
    True
    """

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    article: Article
    organizations: tuple[Organization, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[Date, ...] = ()
    facts: tuple[Fact, ...] = ()
    extractor: Provenance

    def to_json(self) -> str:
        """The record as one line of JSON, numbers as plain decimal strings and days as ISO 8601."""
        return self.model_dump_json()

    @classmethod
    def from_json(cls, line: str | bytes) -> Record:
        """The record that `to_json` wrote; raises `ValidationError` where it isn't one."""
        return cls.model_validate_json(line)

    def marks(self) -> Iterator[Mention | Quantity | Date]:
        """Every mark of the text: the organizations' mentions, the quantities and the dates."""
        for organization in self.organizations:
            yield from organization.mentions
        yield from self.quantities
        yield from self.dates

    @model_validator(mode="after")
    def _marks_are_the_text(self) -> Record:
        text, last = self.article.text, 0
        for mark in sorted(self.marks(), key=lambda mark: mark.start):
            if mark.start >= mark.end or text[mark.start : mark.end] != mark.text:
                raise ValueError(f"{mark.text!r} is not the text at {mark.start}:{mark.end}")
            if mark.start < last:
                raise ValueError(f"{mark.text!r} at {mark.start} overlaps the mark before it")
            last = mark.end
        return self

    @model_validator(mode="after")
    def _references_resolve(self) -> Record:
        organizations, quantities, dates = (
            _unique(row.id for row in rows) for rows in (self.organizations, self.quantities, self.dates)
        )
        _unique(fact.id for fact in self.facts)
        for fact in self.facts:
            if fact.quantity not in quantities:
                raise ValueError(f"fact {fact.id}: there is no quantity {fact.quantity}")
            if fact.organization is not None and fact.organization not in organizations:
                raise ValueError(f"fact {fact.id}: there is no organization {fact.organization}")
            if fact.period is not None and fact.period not in dates:
                raise ValueError(f"fact {fact.id}: there is no date {fact.period}")
            if not fact.start < fact.end <= len(self.article.text):
                raise ValueError(f"fact {fact.id}: its clause {fact.start}:{fact.end} is not in the text")
        return self


def _unique(ids: Iterator[str]) -> frozenset[str]:
    listed = list(ids)
    if len(listed) != len(found := frozenset(listed)):
        raise ValueError("an id is used twice")
    return found


def schema() -> dict[str, Any]:
    """The JSON Schema of a record, as `Record.to_json` writes it.

    >>> schema()["properties"]["schema_version"]["const"]
    '1.0'
    """
    return Record.model_json_schema(mode="serialization") | {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record",
    }


if __name__ == "__main__":
    import json

    print(json.dumps(schema(), ensure_ascii=False, indent=2))
