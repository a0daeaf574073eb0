"""Files in and out: occupations, the catalogue index, the item bank."""
