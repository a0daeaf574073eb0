"""Results as Rich renderables; nothing here prints, and data is never markup."""
