"""Exports: the register in the forms that others take along.

Makers of files are found by themselves (pages/assets.py).

``feeds``   Atom feeds, the sitemap, and the index of policies for the filter in the browser
"""
