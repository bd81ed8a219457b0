"""What happens at the bedside: open, insert, withdraw, count, dispose, close, sign."""
