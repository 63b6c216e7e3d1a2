"""Places, as the text names them and as the gazetteer resolves them."""

from typing import Literal

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place. `country` is ISO 3166-1 alpha-3 (PSE, XKX as PLOVER does); latitude and longitude are degrees, WGS 84."""

    name: str
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    precision: Literal["venue", "city", "region", "country", "area", ""] = ""
