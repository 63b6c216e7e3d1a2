"""Ground: the dates, places and actors that the words of a report stand for. `run.pipeline` lists the four in their order."""
