"""What happens: one deed, one file, its consequences written in order."""
