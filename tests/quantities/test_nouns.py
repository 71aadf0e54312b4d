"""Measure words that begin a noun, nouns that begin like a measure word, and nouns counted without one."""

import pytest

from .rows import found

ROWS = [
    # the noun begins with the measure word: the numeral stands alone, or counts nothing
    ("14亿人口", ["14亿|number|1400000000|=|"]),
    ("50万人才", ["50万|number|500000|=|"]),
    ("3部门联合", ["3|number|3|=|"]),
    ("77折桂", []),
    ("2304分区", []),
    ("第六分局", ["第六|ordinal|6|=|"]),
    # the measure word counts, though a noun seems to begin there
    ("3家电池企业", ["3家|count|3|=|家"]),
    ("4000名单车手", ["4000名|count|4000|=|名"]),
    ("3名单位负责人", ["3名|count|3|=|名"]),
    ("2人均为台湾人", ["2人|count|2|=|人"]),
    ("10家家具企业", ["10家|count|10|=|家"]),
    ("两件事", ["两件|count|2|=|件"]),
    ("男子7人制橄榄球，铁人三项，前两者", []),
    ("AlphaFold 3成为首个，M2 成长，三成为女性", ["三成|percent|30|=|%"]),
    ("全球500大，二十大", ["500大|count|500|=|大"]),
    ("这一里程碑，HarmonyOS 6.1 升级，3班倒", []),
    ("2026款车型，低轨04组卫星，承德路三段210号", []),
    ("3款车型，三段路", ["3款|count|3|=|款", "三段|count|3|=|段"]),
    ("第三选区，第15任总统", ["第15任|ordinal|15|=|任"]),
    # counted without a measure word
    ("等三部门联合印发", ["三|number|3|=|"]),
    ("分3阶段实施", ["3|number|3|=|"]),
    ("對應 18 學群", ["18|number|18|=|"]),
    ("K2平台，Switch 2 平台", []),
    ("15万亿Token", ["15万亿Token|count|15000000000000|=|Token"]),
    ("10万DAU", ["10万|number|100000|=|"]),
    ("100 度大电池，降温2度，2度申请", ["100 度|measure|100|=|kWh", "2度|measure|2|=|deg"]),
    ("息率1.5厘，3厘米", ["1.5厘|percent|1.5|=|%", "3厘米|measure|3|=|cm"]),
    ("賣超1291張", ["1291張|count|1291|=|張"]),
    ("人车混行场景、300+ 场景泊车", ["300+|number|300|>|"]),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_nouns(text: str, expected: list[str]) -> None:
    assert found(text) == expected
