"""Search: the public records → an index in small files, in which the readers' own browser looks. Nothing is sent away.

Makers of its files are found by themselves (pages/assets.py).

``entries``     what is found: each public record with its texts by weight
``tokens``      text → what it is found by: pairs of Chinese characters, words of Latin letters, numbers
``weights``     how much a record is about each of its tokens, in a few steps
``remembered``  those weights of the build before, by what they were made from
``readings``    the weights of all entries: remembered, or read by several processes
``postings``    token → entries, cut into files of a few kilobytes
``sounds``      how characters are read, for what is mistyped by its sound
``standing``    which kinds come before which, all else being alike
``index``       all files of the index; ``layout`` where they lie

The other half are ``question.js`` and ``finding.js`` among the files of the shell: what is a token there is one here.
"""
