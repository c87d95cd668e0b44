"""quizgen: notes -> YAML question banks -> Anki decks and printable quizzes."""

__version__ = "0.1.0"
