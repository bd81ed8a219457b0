"""What is kept: one app, one migration history. Everything clinical is appended, never edited."""
