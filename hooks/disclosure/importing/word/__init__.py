"""Word files → documents: what a reader of the file sees, as Markdown; what its front matter can be; what is left.

``paper``       the file as blocks: paragraphs, tables, with what stands in them
``losses``      what is not carried over, and where it was
``look``        how its styles make a paragraph and a run look
``numbering``   the numbers that Word counts, as they are shown; ``figures`` how they are written
``story``       a part of the file → blocks; ``passages`` the runs of a paragraph, ``fields`` which of them are shown,
                ``blanks`` what is to be filled in, ``drawings`` pictures and text boxes, ``formulas`` their text,
                ``grids`` tables, ``grid_lines`` which lines of them are seen, ``side_by_side`` which are several
``pictures``    what is seen of a picture
``reading``     the whole file → paper
``headings``    which paragraphs are headings, of which level; ``heading_lines`` what a line must be to be one,
                ``unnumbered`` those that only their looks tell
``proposed``    what is proposed for the front matter: ``heads`` from the first lines, ``tails`` from the last
``signs``       text → Markdown or HTML that shows the very same; ``markdown`` blocks → the body of a document
``taking``      all of it together: the text of the new document and its pictures
``other``       files of before 2007, turned into Word's present format by LibreOffice
"""
