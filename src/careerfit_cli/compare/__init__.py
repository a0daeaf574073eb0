"""Occupations held against each other, against places and against all the others.

Each question has its own module, and a command loads only the one it asks.
"""
