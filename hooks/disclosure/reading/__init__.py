"""Reading: bytes on disk → text, strict YAML trees and front matter, every value with its line.

``text``          bytes → text: encoding, size, line ends
``yaml_tree``     text → a tree of strings, with the position of every key and value
``plain_yaml``    the same of a text that is written plainly, line by line
``yaml_advice``   a YAML slip → plain Chinese words
``front_matter``  a Markdown file → tree and body
``put``           one value of a file changed, and no other byte
``validation``    a tree → a pydantic record, or one finding an error
``bounds``        which attachments are refused: too big, encrypted, damaged, made to harm
``burden``        how much work a Markdown text makes, counted before it is parsed
``xml_text``      XML without document type definitions
``git``           git's own commands → commits, versions of files, their content
``history``       commits → when each file came, and when it was changed after that
"""
