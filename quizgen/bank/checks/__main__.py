"""Writes docs/checks.md to standard output."""

from __future__ import annotations

import sys

from quizgen.bank.checks import documentation

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
sys.stdout.write(documentation())
