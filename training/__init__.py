"""How the embedded language model is made: data, network, schedule, export. See docs/language.md."""
