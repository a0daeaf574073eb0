"""Compare occupations with each other, by place, and with all others.

Each question has its own module, and a command loads only the one it asks.
"""
