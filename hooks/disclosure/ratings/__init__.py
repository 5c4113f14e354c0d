"""Monthly figures on services: what must add up, how months follow each other, what calls for a response.

``arithmetic``  rates and sums of one row: what they are, and what contradicts them
``names``       which names are one item, and which only look alike
``series``      the months of a source: those that are there, and those that are missing
``trouble``     the figures that call for a public response, and the response that covers them
"""
