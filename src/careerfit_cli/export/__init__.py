"""Results as text for other programs: stable, versioned, with units and sources."""
