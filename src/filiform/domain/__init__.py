"""What is true: pure values and rules, no framework, no clock, no disk."""
