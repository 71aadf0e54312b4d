"""What is known of a fact when it is read: sentences of our own and some of the names of what holds."""

from __future__ import annotations

from importlib import import_module

import pytest

from extract.facts.evidence import Evidence, Others, signals
from extract.organizations.models import Mention, Organization

from .marked import facts

# a text with its marks, and what holds of its last fact
ROWS = [
    (
        "[青禾电子|company]<上半年>营业收入为{8亿元}。",
        {"period clause", "subject organization", "before end"},
    ),
    (
        "[青禾电子|company]<上半年>很忙。营业收入为{8亿元}。",
        {"period paragraph", "sentence 1", "clause 1", "carried 1", "carried noun", "known metric"},
    ),
    (
        "[青禾电子|company]<上半年>很忙，营业收入为{8亿元}。",
        {"period sentence", "sentence 0", "clause 2", "carried 0"},
    ),
    ("云岭县引进{5家}上市企业。", {"rule counted", "before n", "noun before end", "noun of 2"}),
    ("云岭县建成{29个}公园和广场。", {"metric list", "number count"}),
    (
        "[白石钢铁|company]在东边。[青禾电子|company]很忙。它很大。营业收入为{8亿元}。",
        {"others 0", "carried past 0", "sentence 3"},
    ),
    ("[青禾电子|company]遇见[白石钢铁|company]，营业收入为{8亿元}。", {"others 1", "carried past 1"}),
    ("雲嶺縣引進{5家}企業。", {"traditional"}),
]


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """What holds of each fact that is read, in turn."""
    found: list[set[str]] = []

    def weigh(evidence: Evidence) -> float:
        found.append(set(signals(evidence)))
        return 0.5

    monkeypatch.setattr(import_module("extract.facts.read"), "confidence", weigh)
    return found


@pytest.mark.parametrize(("marked", "expected"), ROWS)
def test_what_holds_of_a_fact(marked: str, expected: set[str], known: list[set[str]]) -> None:
    facts(marked)
    assert expected <= known[-1]


def test_simplified_text_is_not_traditional(known: list[set[str]]) -> None:
    facts("云岭县引进{5家}企业。")
    assert "traditional" not in known[-1]


def test_organizations_between_a_subject_and_its_number() -> None:
    text = "甲厂说乙厂和丙厂和乙厂有三人"

    def named(name: str) -> Organization:
        places = [at for at in range(len(text)) if text.startswith(name, at)]
        return Organization(name, "company", (), tuple(Mention(at, at + 2, name, 1.0, "x") for at in places))

    others = Others(text, [named("甲厂"), named("乙厂"), named("丙厂")])
    assert others.between("甲厂", 0, text.index("三")) == 2
    assert others.between("丙厂", 2, text.index("三")) == 1
    assert others.between("乙厂", 1, text.index("三")) == 0


def test_a_reading_that_is_seldom_right_makes_no_fact(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = "[青禾电子|company]<上半年>营业收入为{8亿元}，净利润为{1亿元}。"
    odds = iter((0.1, 0.9))
    monkeypatch.setattr(import_module("extract.facts.read"), "confidence", lambda _: next(odds))
    assert [fact.metric for fact in facts(marked)[1]] == ["净利润"]
