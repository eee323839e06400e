"""What runs in a process of its own: the register compared with itself; plain Python, no Django."""
