"""Pages of aanmeldingen, by who uses them."""
