"""How fast the house is: ratios to an empty page, measured in one interleaved run (`manage.py bench`)."""
