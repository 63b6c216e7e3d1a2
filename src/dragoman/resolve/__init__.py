"""Across reports: which claims tell one thing, and what became of what was promised."""

from dragoman.resolve.agreements import Agreement, agreements
from dragoman.resolve.blocking import block, is_frequent, pairs
from dragoman.resolve.chains import Chain, chains
from dragoman.resolve.clusters import components
from dragoman.resolve.dates import cross_dates, cross_published
from dragoman.resolve.folding import entries, fold, independent
from dragoman.resolve.judging import judge
from dragoman.resolve.ledger import Later, LedgerLine, ledger
from dragoman.resolve.rounds import Round, rounds
from dragoman.resolve.signature import Likeness, bands, copies, sign

__all__ = [
    "Agreement",
    "Chain",
    "Later",
    "LedgerLine",
    "Likeness",
    "Round",
    "agreements",
    "bands",
    "block",
    "chains",
    "components",
    "copies",
    "cross_dates",
    "cross_published",
    "entries",
    "fold",
    "independent",
    "is_frequent",
    "judge",
    "ledger",
    "pairs",
    "rounds",
    "sign",
]
