"""Compare occupations with each other, by place, and with all others.

Each kind of comparison has its own module, so that a command loads only what it needs.
"""
