"""The disclosure engine: from editors' files to a checked public site.

Read the packages in the order in which the data flows, which is also the only direction of import:

findings   the language of every check
reading    files → text, YAML trees and front matter, with positions
records    what may be written in them: one pydantic model a record type
register   all records in one graph, with references and backlinks
law        statutory numbers and the working-day calendar
rules      what the law or the office requires of the register
pages      the register → HTML documents
links      the finished HTML → broken links
reporting  findings → text, JSON and the formats of the code hosts
publish    the atomic swap of the finished site
cli        the command line
"""
