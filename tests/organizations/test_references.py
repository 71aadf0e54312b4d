"""References: organizations as `name|type` in text order with the words between, and whom the last word means."""

import pytest

from extract.organizations import Mention, Organization
from extract.organizations.references import References

BANK, SCHOOL, FIRM, OFFICE = (
    "江河银行|finance",
    "长山大学|university",
    "稀光科技|company",
    "江城市公安局|government",
)
STATION, CLINIC, LAB = "江河电视台|media", "长山医院|hospital", "江河研究所|research"
ROWS = [
    ([BANK, SCHOOL], "该行", "江河银行"),
    ([BANK, SCHOOL], "该校", "长山大学"),
    ([BANK, SCHOOL, FIRM], "公司", "稀光科技"),
    ([FIRM, BANK], "该公司", "稀光科技"),
    ([OFFICE, FIRM], "该局", "江城市公安局"),
    ([OFFICE, STATION], "该台", "江河电视台"),
    ([STATION, OFFICE], "该台", "江城市公安局"),
    ([CLINIC, SCHOOL], "该医院", "长山医院"),
    ([LAB, CLINIC], "该院", "长山医院"),
    ([LAB, BANK], "该研究所", "江河研究所"),
    ([BANK, FIRM], "该机构", "稀光科技"),
    ([FIRM, "长山科技|company"], "公司", "长山科技"),
    ([SCHOOL], "该行", None),
    ([], "该行", None),
    ([BANK], "银行", None),
]


@pytest.mark.parametrize(("named", "word", "expected"), ROWS)
def test_a_reference_means_the_last_of_its_kind(named: list[str], word: str, expected: str | None) -> None:
    organizations, at = [], 0
    for row in named:
        name, kind = row.split("|")
        mention = Mention(at, at + len(name), name, 1.0, "model")
        organizations.append(Organization(name, kind, (), (mention,)))  # type: ignore[arg-type]
        at += len(name) + 1
    index = References(organizations)(word, at)
    assert (None if index is None else organizations[index].name) == expected


def test_what_is_named_behind_is_not_meant() -> None:
    later = Organization("江河银行", "finance", (), (Mention(9, 13, "江河银行", 1.0, "model"),))
    assert References([later])("该行", 3) is None
    assert References([later])("该行", 13) == 0
