"""The room `finding`: over what one may see, by words."""
