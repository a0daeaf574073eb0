"""Published tables in: O*NET and BLS releases, read strictly and merged."""
