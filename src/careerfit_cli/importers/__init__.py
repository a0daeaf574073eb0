"""Read published tables, O*NET and BLS releases, strictly, and merge them."""
