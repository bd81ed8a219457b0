"""What happens around a visit's time: booked, cancelled, arrived."""
