"""What runs in a process of its own: looking at lists and matching them; plain Python, no Django."""
