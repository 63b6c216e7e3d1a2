"""The command line of a gate that takes one path and prints its scores."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path


def run(score: Callable[[Path], Mapping[str, object]], doc: str | None) -> None:
    """Print the scores of the path that is given as one JSON object; `doc` is the gate's own page of help."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    print(json.dumps(score(parser.parse_args().path), indent=2))
