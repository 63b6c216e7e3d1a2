"""Scores on public sets and on careful readings. Every script takes the path of its data and prints one JSON object."""
