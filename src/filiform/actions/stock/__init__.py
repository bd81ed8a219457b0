"""What happens to the needles before they are used: registered, recalled."""
