"""Taking over what was written elsewhere: masked and screened, as records for review. Nothing here publishes.

``grid``               the cells of a sheet, wherever they come from
``workbooks``          xlsx → grids, with what is hidden in them; ``symbol_fonts`` letters that show a box or a tick
``delimited``          CSV and its like → grids: encodings, separators
``html``               HTML → Markdown: ``markdown_of(html) -> Carried(markdown, losses)``, for pasting and old sites
``number_formats``     a number → what its cell shows; ``tables`` sheets → Markdown, opinions, decisions
``site``               pages saved of an old site → articles with their facts, files and text
``yaml_text``          records as the text of their file
``ratings``            monthly exports of 好差评 and 12345: counts only, held against each other
``standard_catalogue`` the standard catalogue as offices keep it in a workbook
``isso_store``         what came to the office's own board, from Isso's database or a file of its generic form
``board``              messages → questions: new files, and answers for those that had none
"""
