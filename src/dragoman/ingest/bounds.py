"""How much is read at most, and how a thing that cannot be read is told."""

TEXT_LIMIT = 2_000_000
"""Bytes of UTF-8 that the text of one report may have: a thousand pages, far beyond any news report."""

PAGE_LIMIT = 10_000_000
"""Bytes of one page or one JSON record: mark-up and inlined pictures outweigh the text."""

DOCUMENT_LIMIT = 100_000_000
"""Bytes of one `.json` file, which has to be held whole; `.jsonl` has no limit, it is read line by line."""


class RefusedError(Exception):
    """A thing that cannot be read as a report, with a sentence why and one that advises."""

    def __init__(self, why: str, advice: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.advice = advice


def bounded(text: str) -> str:
    """The text itself, where it is a report's text in kind and size. `RefusedError` where it is empty or too long."""
    if not text.strip():
        raise RefusedError("It holds no text.", "Check that the file was saved whole.")
    # A character has at most four bytes, so the exact count is needed near the limit only.
    if len(text) > TEXT_LIMIT or (len(text) > TEXT_LIMIT // 4 and len(text.encode()) > TEXT_LIMIT):
        raise RefusedError(
            f"Its text is over {TEXT_LIMIT / 1e6:.0f} MB, more than one report can be.",
            "Split it into one report per file, or one per line of a .jsonl file.",
        )
    return text
