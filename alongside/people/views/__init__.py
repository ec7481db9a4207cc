"""The pages of the room `people`: a door, one call, one answer."""
