"""What a table's row expects of a text: each quantity as `span|kind|value|cmp|unit`, a range as `low..high`."""

from __future__ import annotations

from extract.quantities import Quantity, find
from extract.record import plain


def found(text: str) -> list[str]:
    return [shown(quantity) for quantity in find(text)]


def shown(quantity: Quantity) -> str:
    if quantity.value is not None:
        value = plain(quantity.value)
    else:
        assert quantity.low is not None and quantity.high is not None
        value = f"{plain(quantity.low)}..{plain(quantity.high)}"
    return f"{quantity.text}|{quantity.kind}|{value}|{quantity.cmp}|{quantity.unit}"
