"""Links of the finished site: what is published must lead somewhere, and to the right thing.

``inventory``  built HTML → its links and its anchors
``gate``       every internal link resolves, or a finding at the line that it came from
"""
