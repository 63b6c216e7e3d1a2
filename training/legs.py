"""The recipe of the shipped weights: legs of training one after another, and the means of what they left."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mean:
    """A mean of the weights that some legs left (Wortsman et al. 2022): the share of each, by number of leg."""

    shares: Mapping[int, float]
    heads: Mapping[int, float]  # of the heads that only the corpus trains: legs where these were no longer finding their way


@dataclass(frozen=True)
class Leg:
    """A stretch of training. Rates are AdamW's, of the encoder; what starts from nothing learns five times as fast."""

    steps: int  # 0 where it leaves no more than the mean that it starts from
    rate: float
    end: float  # the rate falls in a straight line to this share of itself
    ewt: float  # share of the set that each pass draws anew
    tweets: float
    written: int  # times that each pass has the sentences with names written for this project
    corpus: int = 0  # and those of the corpus, with all their layers
    everyday: int = 0  # and its sentences in the manner of everyday political news
    names: int = 1  # and the open sets with names
    gum: float = 1.0
    parallel: int = 0  # times that each pass has the parallel treebank
    size: int = 2400  # pieces a batch
    frozen: int = 0  # lowest layers of the encoder that stay as they are, which saves a fifth of the time for two
    weights: Mapping[str, float] = field(default_factory=dict)  # of losses, where other than `WEIGHTS`
    start: Mean | None = None  # where it goes on from, if not from the end of the leg before
    taught_by: tuple[Mean, ...] = ()  # by whose trees of the corpus it learns (`training.silver`)


UNDERTAKINGS = {"status": 4.0, "roles": 3.0, "modality": 1.0}  # of the layers of the corpus, learnt last of all
OLDER = Mean({5: 0.04, 6: 0.10, 7: 0.16, 10: 0.25, 11: 0.45}, heads={11: 1.0})
LATER = Mean({5: 0.02, 6: 0.05, 7: 0.08, 10: 0.125, 11: 0.225, 12: 0.25, 13: 0.25}, heads={12: 0.5, 13: 0.5})
FIRMER = Mean(
    {5: 0.01, 6: 0.025, 7: 0.04, 10: 0.0625, 11: 0.1125, 12: 0.075, 13: 0.075, 14: 0.3, 15: 0.3},
    heads={12: 0.1, 13: 0.1, 14: 0.4, 15: 0.4},
)
TOGETHER = Mean(
    {5: 0.003, 6: 0.0075, 7: 0.012, 10: 0.01875, 11: 0.03375, 12: 0.0225, 13: 0.0225, 14: 0.09, 15: 0.09, 16: 0.35, 17: 0.35},
    heads={12: 0.03, 13: 0.03, 14: 0.12, 15: 0.12, 16: 0.35, 17: 0.35},
)
SHIPPED = 18  # the leg that leaves that mean
STANDING = Mean({SHIPPED: 1.0}, heads={SHIPPED: 1.0})
HALFWAY = Mean({SHIPPED: 0.5, 19: 0.5}, heads={SHIPPED: 0.5, 19: 0.5})
LATEST = Mean({SHIPPED: 0.2, 19: 0.2, 20: 0.2, 21: 0.4}, heads={SHIPPED: 0.2, 20: 0.3, 21: 0.5})
FIRST = Mean({SHIPPED: 0.1, 19: 0.1, 20: 0.8}, heads={20: 1.0})
TEACHERS = (Mean({4: 1.0}, heads={4: 1.0}), Mean({5: 1.0}, heads={5: 1.0}), LATER)
# Grammar and names from the public sets first, then names above all; last everything at once, with the layers of the corpus.
LEGS = (
    Leg(steps=350, rate=3e-4, end=0.64, ewt=1.0, tweets=1.0, written=0),
    Leg(steps=120, rate=2e-4, end=0.7, ewt=0.2, tweets=0.3, written=6),
    Leg(steps=140, rate=1.4e-4, end=0.02, ewt=0.2, tweets=0.3, written=6),
    Leg(steps=150, rate=1.5e-4, end=0.02, ewt=0.5, tweets=0.3, written=5),
    Leg(steps=800, rate=2.5e-4, end=0.63, ewt=1.0, tweets=0.3, written=2),
    Leg(steps=175, rate=2.5e-4, end=0.9, ewt=1.0, tweets=0.3, written=2, corpus=2),
    Leg(steps=650, rate=2.5e-4, end=0.42, ewt=0.8, tweets=0.2, written=2, corpus=3),
    Leg(steps=600, rate=1.3e-4, end=0.02, ewt=0.8, tweets=0.2, written=2, corpus=3),
    Leg(steps=550, rate=2e-4, end=0.65, ewt=0.5, tweets=0.2, written=1, corpus=2),
    Leg(steps=400, rate=1.3e-4, end=0.6, ewt=0.5, tweets=0.2, written=1, corpus=2),
    Leg(steps=420, rate=9e-5, end=0.02, ewt=0.4, tweets=0.1, written=1, corpus=2),
    # The layers of the corpus had not been learnt to the end; undertakings least of all.
    Leg(
        steps=3000, rate=1.2e-4, end=0.02, ewt=0.15, gum=0.25, tweets=0.1, written=1, corpus=3, size=1200, frozen=2,
        weights=UNDERTAKINGS,
    ),
    # A corpus almost twice as large; two draws of chance from one start, of which the mean is better than either.
    Leg(
        steps=2400, rate=1.2e-4, end=0.02, ewt=0.3, gum=0.6, tweets=0.1, written=1, corpus=4, size=1200, frozen=2,
        weights=UNDERTAKINGS, start=OLDER,
    ),
    Leg(
        steps=2000, rate=1.2e-4, end=0.02, ewt=0.3, gum=0.6, parallel=1, tweets=0.1, written=1, corpus=4, size=1200, frozen=2,
        weights=UNDERTAKINGS, start=OLDER,
    ),
    # Trees of the corpus too: what stands in no treebank had been forgotten. Twice, with other draws of chance.
    *2 * [Leg(
        steps=600, rate=8e-5, end=0.02, ewt=0.5, parallel=1, tweets=0.1, written=1, corpus=1, size=1200, frozen=2,
        weights=UNDERTAKINGS, start=LATER, taught_by=TEACHERS,
    )],
    # The same for longer, with more of the treebanks and of names.
    *2 * [Leg(
        steps=1500, rate=9e-5, end=0.02, ewt=0.7, parallel=1, tweets=0.1, written=2, corpus=1, size=1200, frozen=2,
        weights=UNDERTAKINGS | {"ner": 2.0}, start=FIRMER, taught_by=TEACHERS,
    )],
    # What these left together, which shipped until the corpus had everyday political news; later legs go on from it.
    Leg(steps=0, rate=0.0, end=1.0, ewt=0.0, tweets=0.0, written=0, start=TOGETHER),
    # More of the treebanks and of names once more.
    Leg(
        steps=900, rate=9e-5, end=0.02, ewt=0.6, parallel=1, tweets=0.1, names=2, written=2, corpus=1, size=1200, frozen=2,
        weights=UNDERTAKINGS | {"ner": 2.0}, taught_by=(STANDING,),
    ),
    # Everyday political news: the first of it, then all, then less of it beside more of the treebanks.
    Leg(
        steps=1200, rate=1e-4, end=0.1, ewt=0.4, parallel=1, tweets=0.1, names=2, written=2, corpus=1, everyday=6, size=1200,
        frozen=2, weights=UNDERTAKINGS | {"ner": 2.0}, start=HALFWAY, taught_by=(STANDING,),
    ),
    Leg(
        steps=900, rate=8e-5, end=0.02, ewt=0.4, parallel=1, tweets=0.1, names=2, written=2, corpus=1, everyday=5, size=1200,
        frozen=2, weights=UNDERTAKINGS | {"ner": 2.0}, start=FIRST, taught_by=(STANDING,),
    ),
    Leg(
        steps=1100, rate=8e-5, end=0.02, ewt=0.6, parallel=1, tweets=0.1, names=2, written=2, corpus=1, everyday=3, size=1200,
        frozen=2, weights=UNDERTAKINGS | {"ner": 2.0}, start=LATEST, taught_by=(STANDING,),
    ),
)  # fmt: skip
SHIPS = Mean({19: 0.3, 20: 0.2, 21: 0.3, 22: 0.2}, heads={19: 0.2, 20: 0.2, 21: 0.3, 22: 0.3})
