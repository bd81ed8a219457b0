"""What is sent: letters without health data."""
