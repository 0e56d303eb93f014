"""Lists of the people of the pool that leave the house, and come back edited (P51).

`columns` says what a list holds and how a cell is shown and read, `tables` reads the rows, `files` writes csv and
xlsx, `changes` compares what left, what came back and what stands now. Nothing here writes to the database, and no
list holds a standing.
"""
