"""Across reports: which claims tell one thing, and what became of what was promised."""

from dragoman.resolve.folding.blocking import block, for_all, is_for_all, is_frequent, is_roll, is_star, pairs
from dragoman.resolve.folding.bodies import ENOUGH
from dragoman.resolve.folding.clusters import components
from dragoman.resolve.folding.crowds import grown, is_crowd
from dragoman.resolve.folding.entries import entries, fold
from dragoman.resolve.folding.independence import independent
from dragoman.resolve.folding.signature import Likeness, bands, copies, sign
from dragoman.resolve.process.agreements import Agreement, agreements, register
from dragoman.resolve.process.bearing import Later
from dragoman.resolve.process.chains import Chain, chained, chains
from dragoman.resolve.process.corpus import Corpus
from dragoman.resolve.process.dates import cross_dates, cross_published
from dragoman.resolve.process.governments import cross_states, with_states
from dragoman.resolve.process.ledger import LedgerLine, entered, ledger
from dragoman.resolve.process.rounds import Round, gathered, rounds
from dragoman.resolve.sameness.judging import judge

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
    "entered",
    "entries",
    "fold",
    "for_all",
    "gathered",
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
