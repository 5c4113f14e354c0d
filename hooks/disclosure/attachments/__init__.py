"""Attachments: each file is opened once and yields facts; screening judges them, links follow them, pages show them.

``contents``     one file opened, and the shelf that keeps what was found; ``glance`` only the addresses that it opens
``facts``        what the examination of a file brings to light
``examination``  one file by its kind (``kinds``): ``word`` ``excel`` ``slides`` ``ofd`` ``pdf`` ``pictures``
                 ``archives`` ``plain``
``…_links``      the addresses that a file opens
``package`` ``workbook`` ``zip_file`` ``pdf_file``   containers opened without harm
``cleaning``     a copy of a file without what should not be there
"""
