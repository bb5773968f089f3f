"""Linear-chain conditional random fields through CRFsuite: the one place that knows python-crfsuite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = ["Labeller", "train"]


class Labeller:
    """A trained model held in memory."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._model = model  # the tagger reads from this buffer: it must live as long as the tagger
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    def label(self, features: Sequence[Sequence[str]]) -> list[tuple[str, float]]:
        """The likeliest label of each token and its marginal probability."""
        if not features:
            return []
        tagger = self._tagger
        tagger.set(features)
        labels: list[str] = tagger.tag()
        return [(label, tagger.marginal(label, index)) for index, label in enumerate(labels)]


def train(
    sequences: Sequence[tuple[Sequence[Sequence[str]], Sequence[str]]],
    target: Path,
    *,
    iterations: int,
    c1: float,
    c2: float,
    least: int,
) -> None:
    """Trains a model and writes it to `target`: L-BFGS with elastic-net penalty, deterministic for the same input."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": c1,
            "c2": c2,
            "max_iterations": iterations,
            "feature.minfreq": least,
            "feature.possible_transitions": False,
        }
    )
    for features, labels in sequences:
        trainer.append(features, labels)
    trainer.train(str(target))
