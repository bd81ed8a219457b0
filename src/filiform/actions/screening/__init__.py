"""What happens before the needle: history, screening, decisions, consent."""
