"""What is sent? Letters that leave the clinic."""
