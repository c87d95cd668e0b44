"""The bank: question types, loading with line and column, splicing edits, the lock."""
