"""Read and write files: occupations, the catalogue index, the item bank, profiles."""
