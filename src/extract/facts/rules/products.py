"""What only a product has: of the company that makes it, or the place that it is from, it is no fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.facts.lexicon import vocabulary
from extract.facts.measures import Measure
from extract.lexicon.characters import view

if TYPE_CHECKING:
    from extract.quantities import Quantity

# UCUM and the technical press: what screens, batteries, memories and chips are measured in.
_UNITS = frozenset(
    ("in", "mm", "g", "mAh", "MB", "GB", "TB", "Mbps", "Gbps", "GB/s", "MB/s", "Hz", "kHz", "MHz", "GHz", "px", "MP", "nit", "fps", "dB", "N.m", "r/min", "TOPS", "TFLOPS", "PFLOPS", "L/100km", "kWh/100km")
)  # fmt: skip


def of_product(metric: str) -> bool:
    """Whether a metric can only be a product's: 售价, 轴距.

    >>> of_product("首发价"), of_product("股价")
    (True, False)
    """
    plain = view(metric)
    return any(plain.endswith(last) for last in vocabulary().of_products)


def misplaced(measure: Measure, quantity: Quantity) -> bool:
    """Whether an organization is said to have what only a product has."""
    return measure.subject.kind == "organization" and (of_product(measure.metric) or quantity.unit in _UNITS)
