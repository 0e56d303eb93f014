"""The first real day (Q39): people come in from the spreadsheets that are there.

`files` reads a spreadsheet into a table of words, `headings` says which column is what, `values` reads what
people type, `drafts` makes of each row a person or problems in plain Dutch. Nothing here writes to the database.
"""
