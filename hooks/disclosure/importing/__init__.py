"""Taking over what was written elsewhere: masked and screened, as records for review. Nothing here publishes.

``ratings``     monthly exports of 好差评 and 12345: counts only, held against each other
``isso_store``  what came to the office's own board, from Isso's database or a file of its generic form
``board``       messages → questions: new files, and answers for those that had none
"""
