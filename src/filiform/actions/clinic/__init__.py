"""What happens before the first patient: centers, staff, hours, credentials."""
