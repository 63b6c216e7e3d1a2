"""Ground: the dates, places and actors that the words of a report stand for."""

from dragoman.model import Reading


def ground(reading: Reading) -> Reading:
    """The reading with its date of publication, its times, places, mentions and actors, each resting on those before it."""
    # Imported here so that each of the four can be used without loading the others' lexicons.
    from dragoman.ground.dating import date_report  # noqa: PLC0415
    from dragoman.ground.when import find_times  # noqa: PLC0415
    from dragoman.ground.where import find_places  # noqa: PLC0415
    from dragoman.ground.who import find_actors  # noqa: PLC0415

    return find_actors(find_places(find_times(date_report(reading))))
