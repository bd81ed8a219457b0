"""What happens after the needle: questions sent, answers triaged."""
