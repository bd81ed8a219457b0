"""Which commands are there? One file each."""
