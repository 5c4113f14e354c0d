"""A district: many offices, each its own repository, build and memory, joined from their faces.

``roll``       the list of offices: one YAML file, from which everything else here follows
``workplace``  where what an office has built lies, and what became of its last build
``building``   one office brought up to date and built, if anything of it has changed
``shown``      the faces of all offices, in the orders in which they are listed
``portal``     the pages that list them
``searching``  one index of all offices' own
``naming``     how an office is named that is not as it should be
``gather``     the portal and the offices' pages in one release
``hosting``    what the code hosts run, written from the roll
"""

ROLL = "district.yml"
