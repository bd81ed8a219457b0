"""What is kept? The models, and the one migration history."""
