"""Inputs by the million that no person would write: `make fuzz`."""
