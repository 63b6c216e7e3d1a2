"""The same page, live, with forms that append judgements. Serves this machine only."""

from dragoman.web.app import App, serve

__all__ = ["App", "serve"]
