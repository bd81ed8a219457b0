"""How fast is it, and how safe is fast? `make bench` prints it."""
