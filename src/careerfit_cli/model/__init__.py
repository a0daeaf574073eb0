"""Data classes: occupations, ratings, the catalogue, people's profiles."""
