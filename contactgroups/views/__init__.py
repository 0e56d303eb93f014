"""Views of groups, by who uses them."""
