"""What happens? One deed, one file."""
