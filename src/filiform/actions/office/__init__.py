"""What happens in the office: alerts raised and answered, letters sent."""
