"""Records: what may be written in docs/ and data/, one pydantic model a type, one line a field.

From the fields come validation, the JSON Schema, the tables of the editors' handbook and the pages.
"""
