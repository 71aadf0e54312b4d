"""Step 4. What the shipped tagger gets right: strict precision, recall and F1 on marked texts, and its calibration.

    python -m training.evaluate default press.dev.jsonl msra.test.jsonl --calibrate press.dev.jsonl

A text is cut into passages as the product cuts it. `--calibrate` fits slope and intercept of the confidence
(for `training.export --calibration`) and tells the expected calibration error, each half of the file by the other's fit.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from extract.organizations.passages import passages
from extract.organizations.tagger import OnnxTagger
from extract.segmenting import sentences
from training.corpora import Example, read

Floats = npt.NDArray[np.float64]
Found = list[list[tuple[int, int, float]]]


def tag(tagger: OnnxTagger, examples: Sequence[Example]) -> Found:
    """The names of each text, found passage by passage."""
    places = [(row, s, e) for row, one in enumerate(examples) for s, e in passages(sentences(one.text))]
    marks = tagger([examples[row].text[start:end] for row, start, end in places])
    out: Found = [[] for _ in examples]
    for (row, offset, _), spans in zip(places, marks, strict=True):
        out[row] += [(one.start + offset, one.end + offset, one.confidence) for one in spans]
    return out


def strict(examples: Sequence[Example], found: Found) -> tuple[float, float, float]:
    """Precision, recall and F1 over exact spans."""
    gold = {(row, start, end) for row, one in enumerate(examples) for start, end, _ in one.spans}
    given = {(row, start, end) for row, one in enumerate(found) for start, end, _ in one}
    right = len(gold & given)
    precision, recall = right / max(1, len(given)), right / max(1, len(gold))
    return precision, recall, 2 * right / max(1, len(gold) + len(given))


def judged(examples: Sequence[Example], found: Found) -> tuple[Floats, Floats]:
    """Of each name found, the confidence and whether it is right."""
    pairs = [
        (sure, (start, end) in {span[:2] for span in one.spans})
        for one, spans in zip(examples, found, strict=True)
        for start, end, sure in spans
    ]
    table = np.array(pairs, np.float64)
    return table[:, 0], table[:, 1]


def fit(sure: Floats, right: Floats) -> tuple[float, float]:
    """Slope and intercept of logistic regression on the confidence's log odds, by Newton's method."""
    odds = np.log(np.clip(sure, 1e-6, 1 - 1e-6) / np.clip(1 - sure, 1e-6, 1 - 1e-6))
    x = np.stack([odds, np.ones_like(odds)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        weights += np.linalg.solve(hessian, x.T @ (right - p) - 1e-3 * weights)
    return float(weights[0]), float(weights[1])


def moved(sure: Floats, by: tuple[float, float]) -> Floats:
    """Confidences under a fit."""
    odds = np.log(np.clip(sure, 1e-6, 1 - 1e-6) / np.clip(1 - sure, 1e-6, 1 - 1e-6))
    out: Floats = 1 / (1 + np.exp(-(by[0] * odds + by[1])))
    return out


def reliability(sure: Floats, right: Floats) -> list[tuple[float, float, int]]:
    """Mean confidence, share right and count in each tenth that has any."""
    bins = np.minimum((sure * 10).astype(int), 9)
    chosen = ((bins == number) for number in range(10))
    return [(float(sure[at].mean()), float(right[at].mean()), int(at.sum())) for at in chosen if at.any()]


def calibration_error(sure: Floats, right: Floats) -> float:
    """Expected calibration error over ten equal bins."""
    return sum(abs(mean - share) * count for mean, share, count in reliability(sure, right)) / len(sure)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("size", choices=["default", "fast"])
    parser.add_argument("texts", type=Path, nargs="*")
    parser.add_argument("--folder", type=Path, help="where the model is, if it is not the package's own")
    parser.add_argument("--own-scheme", action="store_true", help="ask for each corpus's own convention")
    parser.add_argument("--calibrate", type=Path)
    arguments = parser.parse_args()
    tagger = OnnxTagger(arguments.size, folder=arguments.folder)
    print(tagger.name)
    for path in arguments.texts:
        examples = read(path)
        scheme = examples[0].scheme if arguments.own_scheme else 0
        asked = OnnxTagger(arguments.size, scheme=scheme, folder=arguments.folder)
        precision, recall, f1 = strict(examples, tag(asked, examples))
        print(f"{path.name:28} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}", flush=True)
    if arguments.calibrate:
        examples = read(arguments.calibrate)
        sure, right = judged(examples, tag(tagger, examples))
        half = np.arange(len(sure)) % 2 == 0
        crossed = np.where(
            half, moved(sure, fit(sure[~half], right[~half])), moved(sure, fit(sure[half], right[half]))
        )
        print(
            f"ECE as it is {calibration_error(sure, right):.3f}, cross-fitted {calibration_error(crossed, right):.3f}"
        )
        print("slope and intercept, on top of the present ones: {:.4f} {:.4f}".format(*fit(sure, right)))
        for mean, share, count in reliability(crossed, right):
            print(f"  said {mean:.2f}  was {share:.2f}  ({count})")


if __name__ == "__main__":
    main()
