"""The memory: what earlier runs worked out, as long as everything that it was worked out from is the same.

``engine``    by what program it was worked out: the key that all of it has in common
``store``     one file below ``.disclosure``: parts, keys, signs and values, read with mistrust
``tracing``   what a piece of work asks for, noted while it works
``texts``     YAML and Markdown already read
``history``   what git has told of all files, as long as its newest commits are the same

Who remembers something gives it a part of the store, a key and a sign: the digest of what it was worked out from. With
another sign it is as good as unknown. Nothing here changes what comes out: without any memory the same, only later.
"""
