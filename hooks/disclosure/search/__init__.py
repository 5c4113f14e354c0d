"""Search: what readers look for → the pages that have it.

Makers of its files are found by themselves (pages/assets.py).
"""
