"""How far the standard catalogue is covered: what satisfies each item, what was due when, what is late. Pure.

``rhythm``    how often an item falls due, from the words of its time limit or as its editor states it
``evidence``  what satisfies an item: the records that it names, and those that its query finds
``rounds``    the days on which it fell due, and what was published for each of them
``standing``  how one item stands on a day
``matrix``    all fields together: by state, by month
``falls``     two states of the catalogue compared: what fell, what was changed, and whether that was explained
"""
