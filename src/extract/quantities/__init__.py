"""Quantities: every number, amount, share, multiple, ratio and rank of a Chinese text, exactly.

>>> from extract.quantities import find
>>> [(q.text, str(q.value), q.unit) for q in find("2024年地区生产总值超3900亿元，同比增长7.2%")]
[('3900亿元', '390000000000', 'CNY'), ('7.2%', '7.2', '%')]
"""

from extract.quantities.grammar import find
from extract.quantities.models import Comparator, Kind, Number, Quantity

__all__ = ["Comparator", "Kind", "Number", "Quantity", "find"]
