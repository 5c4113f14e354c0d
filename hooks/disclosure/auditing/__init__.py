"""``disclosure audit-report``: any office's annual report, read as it is and judged, never by a guess.

``material``    what stands in a file: lines of text and rows of cells, in their order
``opening``     a file of any kind → material: ``web_pages`` ``word_files`` ``sheets`` ``running_text``
``numbers``     what a cell says: a number, nothing, or something that is no figure
``labels``      which row of the official tables a label means
``grids``       rows of cells → figures of tables two to four
``flat``        text in which the tables are no tables any more → figures
``cutting``     figures that are glued together, cut in every way that the sums allow
``found``       what was read, and what was not
``report``      material → the report: its figures, what of them cannot be read, its title and sections
``sections``    title, years, sections
``statements``  what the text says of figures that the tables have
``remarks``     one remark, and how grave it is
``blanks``      cells without a figure → remarks
``prose``       the text → remarks
``judging``     the report → remarks and a verdict
``telling``     the verdict in words and as JSON
"""
