"""What `make-reference.py` is made of."""
