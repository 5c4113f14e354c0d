"""Taking over what was written elsewhere: masked and screened, as records for review. Nothing here publishes.

``isso_store``  what came to the office's own board, from Isso's database or a file of its generic form
``board``       messages → questions: new files, and answers for those that had none
"""
