"""Faces: what an office shows of itself to other offices, in one small file among its pages.

``face``        the face of a record, an office's file of them, and how it is written and read
``making``      the faces of a site
``neighbours``  the files of other offices that a build is given

A file of faces says nothing that does not stand on a public page of the same release.
"""
