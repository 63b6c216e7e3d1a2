"""Score an export against careful readings of its reports: python -m gate.readings EXPORT --gold DIR --texts DIR.

The measure is that of the scorer that is kept with the readings (`score.py`), which is run as it is.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

DEFAULT = Path("../shared/expected")


def score(export: Path, gold: Path, texts: Path, scorer: Path) -> dict[str, Any]:
    """Counts, precision, recall and F1 for each kind, and the accuracy of each field on what was matched."""
    command = [sys.executable, str(scorer), str(export), "--reports", str(texts), "--readings", str(gold), "--json"]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own arguments
    return {"counts": told["counts"], "fields": told["fields"]}


def main() -> None:
    """Print the scores as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("export", type=Path)
    parser.add_argument("--gold", type=Path, default=DEFAULT)
    parser.add_argument("--texts", type=Path, default=Path("../shared/reports"))
    parser.add_argument("--scorer", type=Path, default=DEFAULT / "score.py", help="the reference scorer")
    args = parser.parse_args()
    print(json.dumps(score(args.export, args.gold, args.texts, args.scorer), indent=2))


if __name__ == "__main__":
    main()
