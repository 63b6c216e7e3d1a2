"""The data of a page in little room, without loss: what repeats is told once.

Most of a page are names of fields, ids of reports, and words that the texts of reports hold anyway. Packed, an object is a list
of its values behind the number of its shape, a list stands behind a zero, a string met again is `~` and its number, and a quote
that its report holds at its offsets is a zero. `templates/dossier/record.js` opens it.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

_REF = "~"


def packed(page: dict[str, Any]) -> dict[str, Any]:
    """The page as `shapes` (names of fields), `words` (strings that repeat, most frequent first) and `data`."""
    texts = {report: told["text"] for report, told in page["reports"].items()}
    counts = Counter(_strings(page, texts))
    words = [word for word, count in counts.most_common() if _pays(word, count)]
    packer = _Packer(texts, {word: f"{_REF}{number}" for number, word in enumerate(words)})
    data = packer.pack(page)
    return {"shapes": [list(shape) for shape in packer.shapes], "words": words, "data": data}


def _pays(word: str, count: int) -> bool:
    """Whether a string takes less room once in the list and as a reference of some five signs wherever it stands."""
    return count > 1 and (count - 1) * len(word) > 5 * count


def _is_held(value: dict[str, Any], texts: dict[str, str]) -> bool:
    """Whether these are words of a report which its text holds at their offsets."""
    quote = value.get("quote")
    return isinstance(quote, str) and texts.get(value["report"], "")[value["start"] : value["end"]] == quote


def _strings(value: Any, texts: dict[str, str]) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item, texts)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "quote" or not _is_held(value, texts):
                yield from _strings(item, texts)


class _Packer:
    def __init__(self, texts: dict[str, str], refs: dict[str, str]) -> None:
        self.shapes: dict[tuple[str, ...], int] = {}
        self._texts = texts
        self._refs = refs

    def pack(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._refs.get(value) or (f"{_REF}{value}" if value.startswith(_REF) else value)
        if isinstance(value, list | tuple):
            return [0, *map(self.pack, value)]
        if isinstance(value, dict):
            shape = self.shapes.setdefault(tuple(value), len(self.shapes) + 1)
            held = {"quote": 0} if _is_held(value, self._texts) else {}
            return [shape, *map(self.pack, {**value, **held}.values())]
        return value
