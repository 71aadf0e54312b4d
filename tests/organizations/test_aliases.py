"""What a bracket behind a name says: text with the name's end as |, the other names, the share's code."""

import pytest

from extract.organizations.aliases import aliases_behind, code_behind

ALIASES = [
    ("上海证券交易所|（以下简称“上交所”）公告", ["上交所"]),
    ("上海证券交易所|(以下简称上交所)公告", ["上交所"]),
    ("江河新创技术有限公司|（简称：稀光）", ["稀光"]),
    ("江河新创技术有限公司|（下称「稀光」）", ["稀光"]),
    ("江河新创技术有限公司|（以下简称“稀光”或“稀光科技”）", ["稀光", "稀光科技"]),
    ("江河新创技术有限公司|（以下简称“稀光”，股票代码：600000.SH）", ["稀光"]),
    ("江河新创技术有限公司|（证券简称：稀光；证券代码：600000）", ["稀光"]),
    ("江河新创技术有限公司|，以下简称“稀光”，", ["稀光"]),
    ("江河新创|（原名长山科技）", ["长山科技"]),
    ("江河集团|（JHG）", ["JHG"]),
    ("江河集团|(Jianghe Group)", ["Jianghe Group"]),
    ("江河集团|（英文名：Jianghe）", ["Jianghe"]),
    ("江河集团|（Jianghe Group，JHG）", ["Jianghe Group", "JHG"]),
    ("江河集团|（600000.SH）", []),
    ("江河集团|（600000）", []),
    ("江河集团|（2024年成立）", []),
    ("江河集团|（CEO）", []),
    ("江河集团|（位于长山，Jianghe）", []),
    ("江河集团|（以下简称）", []),
    ("江河集团|（以下简称“江", []),
    ("江河集团|", []),
]


@pytest.mark.parametrize(("text", "expected"), ALIASES)
def test_aliases(text: str, expected: list[str]) -> None:
    end, plain = text.index("|"), text.replace("|", "")
    assert [plain[start:stop] for start, stop in aliases_behind(plain, end)] == expected


CODES = [
    ("江河集团|（600000.SH）", "600000.SH"),
    ("江河集团|(600000.SS)", "600000.SH"),
    ("江河集团|（000001.SZ）", "000001.SZ"),
    ("江河集团|（600000）", "600000.SH"),
    ("江河集团|（300001）", "300001.SZ"),
    ("江河集团|（830001）", "830001.BJ"),
    ("江河集团|（688001，SH）", "688001.SH"),
    ("江河集团|（股票代码：600000）", "600000.SH"),
    ("江河集团|（简称“江河”，股票代码 600000.SH）", "600000.SH"),
    ("江河集团|（0700.HK）", "0700.HK"),
    ("江河集团|（09988.HK；NYSE：BABA）", "09988.HK"),
    ("江河集团|（港股代码：00700）", "00700"),
    ("江河集团|（2330-TW）", "2330.TW"),
    ("江河集团|（NASDAQ：JHG）", "JHG"),
    ("江河集团|（JHG.US）", "JHG.US"),
    ("江河集团|（2024）", None),
    ("江河集团|（100081）", None),
    ("江河集团|（JHG）", None),
    ("江河集团|（持股5%）", None),
    ("江河集团|600000", None),
    ("江河集团|", None),
]


@pytest.mark.parametrize(("text", "expected"), CODES)
def test_codes(text: str, expected: str | None) -> None:
    end, plain = text.index("|"), text.replace("|", "")
    assert code_behind(plain, end) == expected
