"""What is known? Tables with their sources, and the loaders that make domain types of them."""
