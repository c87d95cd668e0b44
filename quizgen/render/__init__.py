"""The rendering side: Bank -> Anki deck, quiz pages. Never imports ``notes`` or jieba."""
