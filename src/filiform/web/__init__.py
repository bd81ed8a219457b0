"""What is seen? Pages and forms."""
