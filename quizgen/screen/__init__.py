"""The screens of interactive commands."""
