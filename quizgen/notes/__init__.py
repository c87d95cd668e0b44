"""The extraction side: notes -> Document -> Sentence -> Candidate -> Concept -> Question."""
