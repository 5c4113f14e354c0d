"""``disclosure import standard-catalogue``: a workbook as offices keep it → the fields of the standard catalogue.

``heads``      which rows are heads, and what stands in which column
``tables``     a sheet → its tables, with what stands above them; rows that are records, notes, or nothing
``marks``      signs that say chosen or not chosen, and what they turn into when a font is lost
``choices``    a cell that lists all choices with a mark at each → the chosen ones, or why that cannot be told
``channels``   the 13 channels and the other choices as offices write them
``ticks``      a cell of a column that only has a mark
``rows``       rows → items, merged values in each row to which they belong
``fields``     of which field a table is, and what its id is
``told``       what the import says of places, one sentence for each cause
``taking``     a file → fields with their items, all that has to be settled, all that should be known
``recording``  a field → its file; what changes where it was imported before
"""
