"""Views of people and intervisie, by subject."""
