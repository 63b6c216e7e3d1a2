"""A judgement is what someone, a rule or a person, decided about claims."""

import datetime as dt
from typing import Literal

import msgspec

Verdict = Literal["same", "different", "unsure", "right", "wrong", "set"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """A decision about one claim or a pair of them, in id order, with its reason.

    `by` names the rule ("rule:…") or the person; persons outrank rules. `field` and `value` hold what a `set` sets.
    Rules leave `at` empty: the moment is no part of what they decide.
    """

    claims: tuple[str, ...]
    verdict: Verdict
    by: str
    why: str
    score: float | None = None
    field: str = ""
    value: str = ""
    at: dt.datetime | None = None
