"""The nouns of the house: occupations, ratings, the catalogue, people's profiles."""
