"""The quantity grammar, row by row: text and every quantity in it as `span|kind|value|cmp|unit`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quantities import Quantity, find
from extract.record import plain

ROWS = {
    "numerals": [
        ("营收1,100.9亿元", ["1,100.9亿元|money|110090000000|=|CNY"]),
        ("报名人数４２人", ["４２人|count|42|=|人"]),
        ("亏损为-3480.83万元", ["-3480.83万元|money|-34808300|=|CNY"]),
        ("气温降至零下3℃", ["零下3℃|measure|-3|=|℃"]),
        ("面积1.2×10^8平方米", ["1.2×10^8平方米|measure|120000000|=|m2"]),
        ("三百五十万亿个", ["三百五十万亿个|count|350000000000000|=|个"]),
        ("壹仟贰佰元", ["壹仟贰佰元|money|1200|=|CNY"]),
        ("3亿2000万吨", ["3亿2000万吨|measure|320000000|=|t"]),
        ("总额1.05万亿元", ["1.05万亿元|money|1050000000000|=|CNY"]),
        ("出货 693.7 萬部", ["693.7 萬部|count|6937000|=|部"]),
    ],
    "approximation": [
        ("员工4万余人", ["4万余人|count|40000|>|人"]),
        ("300多项工程", ["300多项|count|300|>|项"]),
        ("百余家企业", ["百余家|count|100|>|家"]),
        ("上千家企业", ["上千家|count|1000|~|家"]),
        ("数十万人次", ["数十万人次|count|100000|>|人次"]),
        ("十几个国家", ["十几个|count|10|>|个"]),
        ("七八个城市", ["七八个|count|7..8|=|个"]),
        ("三四百万元", ["三四百万元|money|3000000..4000000|=|CNY"]),
        ("约180家", ["180家|count|180|~|家"]),
        ("超3900亿元", ["3900亿元|money|390000000000|>|CNY"]),
        ("占比不足4%", ["4%|percent|4|<|%"]),
        ("不低于50亿元", ["50亿元|money|5000000000|>=|CNY"]),
        ("20%以上", ["20%|percent|20|>=|%"]),
        ("50%（不含）以上", ["50%|percent|50|>|%"]),
        ("最近3家公司", ["3家|count|3|=|家"]),
        ("分别增长近14.5%、14.3%", ["14.5%|percent|14.5|<|%", "14.3%|percent|14.3|<|%"]),
        ("增长近14.5%、14.3%", ["14.5%|percent|14.5|<|%", "14.3%|percent|14.3|=|%"]),
    ],
    "ranges": [
        ("由30%至50%", ["30%至50%|percent|30..50|=|%"]),
        ("3-5家", ["3-5家|count|3..5|=|家"]),
        ("12亿至15亿元", ["12亿至15亿元|money|1200000000..1500000000|=|CNY"]),
        ("100—200万元", ["100—200万元|money|1000000..2000000|=|CNY"]),
        ("1万（含）-5万元", ["1万（含）-5万元|money|10000..50000|=|CNY"]),
        ("三到五成", ["三到五成|percent|30..50|=|%"]),
    ],
    "units": [
        ("新台幣1,234億元", ["新台幣1,234億元|money|123400000000|=|TWD"]),
        ("融资US$2亿", ["US$2亿|money|200000000|=|USD"]),
        ("￥35万", ["￥35万|money|350000|=|CNY"]),
        ("每股6.789元", ["6.789元|money|6.789|=|CNY"]),
        ("报21.17元/股", ["21.17元/股|money|21.17|=|CNY/股"]),
        ("九元九角九分", ["九元九角九分|money|9.99|=|CNY"]),
        ("300日元", ["300日元|money|300|=|JPY"]),
        ("发电5亿千瓦时", ["5亿千瓦时|measure|500000000|=|kWh"]),
        ("2万吨标准煤", ["2万吨标准煤|measure|20000|=|tce"]),
        ("酒精含量80mg/100ml", ["80mg/100ml|measure|80|=|mg/100ml"]),
        ("耕地5.5万亩", ["5.5万亩|measure|55000|=|mu"]),
        ("提高1.7个百分点", ["1.7个百分点|percent|1.7|=|pp"]),
        ("打8.5折", ["8.5折|percent|85|=|%"]),
        ("三分之二", ["三分之二|ratio|2/3|=|"]),
        ("百分之三点五", ["百分之三点五|percent|3.5|=|%"]),
        ("增长3倍", ["3倍|multiple|3|=|x"]),
        ("比例为1:4", ["1:4|ratio|1/4|=|"]),
        ("常住人口108.28万", ["108.28万|number|1082800|=|"]),
        ("等三部门联合印发", ["三|number|3|=|"]),
        ("14亿人口", ["14亿|number|1400000000|=|"]),
    ],
    "ordinals": [
        ("第1000台机器人", ["第1000台|ordinal|1000|=|台"]),
        ("排名第三，", ["第三|ordinal|3|=|"]),
        ("第一大贸易伙伴", ["第一大|ordinal|1|=|大"]),
        ("排在前五位的", ["前五位|ordinal|5|=|位"]),
    ],
    "negatives": [
        (text, [])
        for text in (
            "统一部署一系列新一轮措施",
            "第一时间赶到，十分感谢",
            "北斗七星与十百千万工程",
            "收拾行李，登陆大陆",
            "张三和李四",
            "2025年3月5日上午9时30分",
            "连续12个月、3个交易日",
            "5G手机与A17芯片",
            "电话010-12345678",
            "〔2024〕15号文件",
            "一、总体要求",
            "千家万户，千方百计，万众一心",
            "第三季度，第二天",
            "一个问题，一批项目",
        )
    ],
}  # fmt: skip


def shown(quantity: Quantity) -> str:
    if quantity.value is not None:
        value = plain(quantity.value)
    else:
        assert quantity.low is not None and quantity.high is not None
        value = f"{plain(quantity.low)}..{plain(quantity.high)}"
    return f"{quantity.text}|{quantity.kind}|{value}|{quantity.cmp}|{quantity.unit}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [row for rows in ROWS.values() for row in rows],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_find(text: str, expected: list[str]) -> None:
    assert [shown(quantity) for quantity in find(text)] == expected


@given(
    st.text(
        st.sampled_from(
            "一二三十百千万亿几数余多第前约超近0123456789.,%-—至家人元美吨年月日分之点半成 ，。（）"
        ),
        max_size=30,
    )
)
def test_spans_are_the_text_and_never_overlap(text: str) -> None:
    last = 0
    for quantity in find(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= last
        assert quantity.value is not None or quantity.low < quantity.high
        last = quantity.end


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert all(text[quantity.start : quantity.end] == quantity.text for quantity in find(text))
