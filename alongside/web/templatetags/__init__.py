"""Tags of the fabric."""
