"""The recognisers in another pipeline, by name."""

import pytest
import spacy

NAMES = ("zh_organizations", "zh_quantities", "zh_dates")


@pytest.fixture
def nlp():
    """Somebody else's pipeline: spaCy's own characters as tokens."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer", config={"punct_chars": ["。", "！"]})
    return nlp


def test_they_are_found_by_name_and_mark_whole_tokens(nlp) -> None:
    for name in NAMES:
        nlp.add_pipe(name)
    doc = nlp("江河集团有限公司2024年营收约12亿元。")
    marked = {name: [(span.text, span.label_) for span in doc.spans[name]] for name in NAMES}
    assert marked == {
        "zh_organizations": [("江河集团有限公司", "company")],
        "zh_quantities": [("12亿元", "money")],
        "zh_dates": [("2024年", "period")],
    }
    assert doc._.zh_quantities[0].cmp == "~"


def test_tokens_are_split_where_a_mark_ends() -> None:
    from extract.segmenting import blank

    nlp = blank()
    nlp.add_pipe("zh_quantities")
    doc = nlp("近200人次")
    assert [span.text for span in doc.spans["zh_quantities"]] == ["200人次"]
    assert "".join(token.text for token in doc) == "近200人次"


@pytest.mark.parametrize(
    ("config", "user_data", "expected"),
    [({}, {}, None), ({"published": "2025-03-05"}, {}, "2025-03-04")],
)
def test_dates_take_their_day_from_the_configuration(nlp, config, user_data, expected) -> None:
    nlp.add_pipe("zh_dates", config=config)
    (date,) = nlp("昨日发布。")._.zh_dates
    assert (date.first and date.first.isoformat()) == expected


def test_they_say_what_they_assign(nlp) -> None:
    for name in NAMES:
        nlp.add_pipe(name)
    assert not nlp.analyze_pipes()["problems"]["zh_organizations"]
