"""Floors rise and never fall, and nothing is compared across different data."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import quality
import scoring
from floors import Floors, Measured, OtherDataError

DATA = {"dev.jsonl": "a" * 64, "score.py": "b" * 64}
GOLD_REPORT = """\
articles 21, without a record 0
org.strict   P 0.9000  R 0.8000  F1 0.8471  (8 of 10 gold, 9 found)
fact         P 0.5000  R 0.5000  F1 0.5000  (5 of 10 gold, 10 found)
"""
CASES_REPORT = """\
money         123 /   200  0.6150
NUMBERS       300 /   400  0.7500
"""


def floors(**figures):
    return Floors({"gold": dict(DATA)}, {"gold": figures})


@pytest.mark.parametrize(
    ("before", "figures", "below", "after"),
    [
        ({}, {"fact": 0.5}, [], {"fact": 0.5}),
        ({"fact": 0.5}, {"fact": 0.5}, [], {"fact": 0.5}),
        ({"fact": 0.5}, {"fact": 0.61239}, [], {"fact": 0.6123}),
        ({"fact": 0.5}, {"fact": 0.4999}, ["fact"], {"fact": 0.5}),
        ({"fact": 0.5}, {"org": 0.9}, ["fact"], {"fact": 0.5, "org": 0.9}),
        ({"fact": 0.5, "org": 0.9}, {"fact": 0.6, "org": 0.8}, ["org"], {"fact": 0.6, "org": 0.9}),
    ],
)
def test_floors_rise_and_never_fall(before, figures, below, after):
    kept, measured = floors(**before), Measured(figures, DATA)
    assert kept.below("gold", measured) == below
    kept.rise("gold", measured)
    assert kept.figures["gold"] == after


@pytest.mark.parametrize("changed", [{"dev.jsonl": "c" * 64}, {"score.py": "c" * 64}])
def test_other_data_is_not_compared(changed):
    with pytest.raises(OtherDataError, match=next(iter(changed))):
        floors(fact=0.5).below("gold", Measured({"fact": 0.9}, DATA | changed))


def test_floors_come_back_as_they_were_saved(tmp_path):
    path = tmp_path / "floors.toml"
    kept = floors(**{"org.strict": 0.8471, "fact": 0.5})
    kept.save(path)
    assert Floors.load(path) == kept
    assert Floors.load(tmp_path / "none.toml") == Floors()


@pytest.mark.parametrize(
    ("bench", "report", "figures"),
    [
        (scoring.GOLD, GOLD_REPORT, {"org.strict": 0.8471, "fact": 0.5}),
        (scoring.CASES, CASES_REPORT, {"money": 0.615, "NUMBERS": 0.75}),
    ],
)
def test_figures_are_the_scorers(bench, report, figures):
    assert scoring.figures_of(bench, report) == figures


@pytest.mark.parametrize(("figure", "status"), [(0.6, 0), (0.5, 0), (0.4, 1)])
def test_exit_status_and_update(figure, status, tmp_path, monkeypatch):
    path = tmp_path / "floors.toml"
    floors(fact=0.5).save(path)
    monkeypatch.setattr(scoring.Bench, "digests", lambda *_: DATA)
    monkeypatch.setattr(quality, "measure", lambda *_: Measured({"fact": figure}, DATA))
    assert quality.main(["--gold", str(tmp_path), "--floors", str(path), "--update"]) == status
    assert Floors.load(path).figures == {"gold": {"fact": max(figure, 0.5)}}


def test_other_data_is_status_2_and_leaves_the_floors(tmp_path, monkeypatch):
    path = tmp_path / "floors.toml"
    floors(fact=0.5).save(path)
    before = path.read_text(encoding="utf-8")
    monkeypatch.setattr(scoring.Bench, "digests", lambda *_: DATA | {"dev.jsonl": "c" * 64})
    assert quality.main(["--gold", str(tmp_path), "--floors", str(path), "--update"]) == 2
    assert path.read_text(encoding="utf-8") == before
