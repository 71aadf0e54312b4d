"""Who is who: rows of names and the one each is short for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.organizations.identity import fullest, grouped, short_for

SHORT = [
    ("江河智算", "上海江河智算数字科技集团股份有限公司"),
    ("江河智算科技", "江河智算科技（广州）有限公司"),
    ("上海江河", "上海江河科技有限公司"),
    ("江河公司", "江河科技有限公司"),
    ("江河集团", "江河集团股份有限公司"),
    ("江河科技", "江河科技集团"),
    ("晶岫電子", "晶岫电子股份有限公司"),
    ("*ST江河", "江河股份有限公司"),
    ("江河-W", "江河集团"),
    ("Jianghe", "Jianghe Group Ltd."),
    ("国家发改委", "国家发展和改革委员会"),
    ("工信部", "工业和信息化部"),
    ("上交所", "上海证券交易所"),
    ("北大", "北京大学"),
    ("工行", "中国工商银行"),
    ("复旦", "复旦大学"),
    ("市监局", "市场监督管理局"),
]
NOT_SHORT = [
    ("中国银行", "中国建设银行"),
    ("中行", "中国工商银行"),
    ("招商银行", "招商银行股份有限公司芜湖分行"),
    ("中国科学院", "中国社会科学院"),
    ("北京大学", "北京师范大学"),
    ("江河", "江河云"),
    ("上海", "上海江河科技有限公司"),
    ("公司", "江河公司"),
    ("江河科技", "长江江河科技有限公司"),
]


@pytest.mark.parametrize(("short", "full"), SHORT)
def test_short_forms(short: str, full: str) -> None:
    assert short_for(short, full)


@pytest.mark.parametrize(("short", "full"), NOT_SHORT)
def test_other_organizations(short: str, full: str) -> None:
    assert not short_for(short, full)


GROUPS = [
    (["江河", "江河科技", "上海江河科技有限公司"], [], ["上海江河科技有限公司"] * 3),
    (["江河", "江河科技有限公司", "江河物流有限公司"], [], ["江河", "江河科技有限公司", "江河物流有限公司"]),
    (["徐水区市场监管局", "市场监管局"], [], ["徐水区市场监管局"] * 2),
    (
        ["徐水区市场监管局", "淞山区市场监管局", "市场监管局"],
        [],
        ["徐水区市场监管局", "淞山区市场监管局", "市场监管局"],
    ),
    (["长山银行江城支行", "长山银行江北支行"], [], ["长山银行江城支行", "长山银行江北支行"]),
    (["稀光", "江河新创技术有限公司"], [("江河新创技术有限公司", "稀光")], ["江河新创技术有限公司"] * 2),
    (["江河電子", "江河电子"], [], ["江河电子"] * 2),
    (["*ST江河", "江河集团"], [], ["江河集团"] * 2),
    (["东国外交部", "外交部"], [], ["东国外交部", "外交部"]),
    (["国家发改委", "发改委", "国家发展和改革委员会"], [], ["国家发展和改革委员会"] * 3),
]


@pytest.mark.parametrize(("names", "said", "expected"), GROUPS)
def test_groups(names: list[str], said: list[tuple[str, str]], expected: list[str]) -> None:
    known = {"外交部": 1}.get
    assert [grouped(names, said, known)[name] for name in names] == expected


PIECES = [
    "上海",
    "江河",
    "科技",
    "有限公司",
    "大学",
    "北",
    "局",
    "市",
    "（",
    "）",
    "ST",
    "*",
    " ",
    "A",
    "公司",
]
NAMES = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), max_size=12)


@settings(max_examples=100, deadline=None)
@given(NAMES)
def test_every_name_has_one_fullest_name_that_is_its_own(names: list[str]) -> None:
    full = grouped(names)
    assert full.keys() == set(names)
    assert all(full[head] == head for head in full.values())
    assert grouped(reversed(names)) == full


def test_the_fullest_name_is_chinese_where_there_is_one() -> None:
    assert fullest(["江河", "Jianghe Holdings Limited", "*ST江河", "江河集团"])[0] == "江河集团"
