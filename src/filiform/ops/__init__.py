"""What runs without a page? The commands."""
