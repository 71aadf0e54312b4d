"""Units said in a header, a label or a lead, for the bare numbers under them."""

import pytest

from .rows import found

# labels of their own, of one number, of a row, of a column
HEADERS = [
    (
        "单位：亿元\n10.00 20.5\n合计 1,234.5\n这是句子5.3。",
        ["10.00|money|1000000000|=|CNY", "20.5|money|2050000000|=|CNY", "1,234.5|money|123450000000|=|CNY"],
    ),
    (
        "项目 金额（元） 增速（%）\n甲 1,200.00 5.2\n乙 300.5 -1.3",
        [
            "1,200.00|money|1200|=|CNY",
            "5.2|percent|5.2|=|%",
            "300.5|money|300.5|=|CNY",
            "-1.3|percent|-1.3|=|%",
        ],
    ),
    (
        "单位：新台币仟元\n营收 12,345.6\n净利 345.6",
        ["12,345.6|money|12345600|=|TWD", "345.6|money|345600|=|TWD"],
    ),
    ("（单位：万人）\n就业 1,256\n失业 20.5", ["1,256|count|12560000|=|人", "20.5|count|205000|=|人"]),
    ("出口量（万辆）12.5", ["12.5|count|125000|=|辆"]),
    ("企业（家）35", ["35|count|35|=|家"]),
    ("支持浙江、安徽等9省（区）做好3项", ["9省|count|9|=|省", "3项|count|3|=|项"]),
    ("单位：亿元、%\n营收 12.5 3.2", []),
    (
        "营业收入(亿元) 2024年 12.5 2023年 10.5",
        ["12.5|money|1250000000|=|CNY", "10.5|money|1050000000|=|CNY"],
    ),
    ("单位：千瓦时\n用电 300.5", ["300.5|measure|300.5|=|kWh"]),
    ("注：单位为万元。\n甲 30.5", ["30.5|money|305000|=|CNY"]),
    ("发行总额（亿）10.00", ["10.00|number|1000000000|=|"]),
    ("发行总额（亿元）：10.00", ["10.00|money|1000000000|=|CNY"]),
    ("营收（万元） 1,234.5 2,345.6", ["1,234.5|money|12345000|=|CNY", "2,345.6|money|23456000|=|CNY"]),
    ("增速（%）5.2", ["5.2|percent|5.2|=|%"]),
    ("重量(kg)：3.5", ["3.5|measure|3.5|=|kg"]),
]


@pytest.mark.parametrize(("text", "expected"), HEADERS)
def test_headers(text: str, expected: list[str]) -> None:
    assert found(text) == expected
