"""Across reports: which claims tell one thing, and what became of what was promised."""

from dragoman.resolve.agreements import Agreement, agreements, register
from dragoman.resolve.bearing import Later
from dragoman.resolve.blocking import block, for_all, is_for_all, is_frequent, is_roll, is_star, pairs
from dragoman.resolve.bodies import ENOUGH
from dragoman.resolve.chains import Chain, chained, chains
from dragoman.resolve.clusters import components
from dragoman.resolve.corpus import Corpus
from dragoman.resolve.crowds import grown, is_crowd
from dragoman.resolve.dates import cross_dates, cross_published
from dragoman.resolve.folding import entries, fold
from dragoman.resolve.governments import cross_states, with_states
from dragoman.resolve.independence import independent
from dragoman.resolve.judging import judge
from dragoman.resolve.ledger import LedgerLine, ledger
from dragoman.resolve.rounds import Round, rounds
from dragoman.resolve.signature import Likeness, bands, copies, sign

__all__ = [
    "ENOUGH",
    "Agreement",
    "Chain",
    "Corpus",
    "Later",
    "LedgerLine",
    "Likeness",
    "Round",
    "agreements",
    "bands",
    "block",
    "chained",
    "chains",
    "components",
    "copies",
    "cross_dates",
    "cross_published",
    "cross_states",
    "entries",
    "fold",
    "for_all",
    "grown",
    "independent",
    "is_crowd",
    "is_for_all",
    "is_frequent",
    "is_roll",
    "is_star",
    "judge",
    "ledger",
    "pairs",
    "register",
    "rounds",
    "sign",
    "with_states",
]
