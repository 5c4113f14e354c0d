"""A new office: what it is asked, what it begins with, and how that takes the place of the demonstration.

``questions`` → ``answers`` → ``content`` (the new office's files) → ``ground`` (nothing is lost, all or nothing).
"""
