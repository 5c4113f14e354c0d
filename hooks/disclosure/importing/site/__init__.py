"""Pages saved from an office's old site → what each of them is: an article with its facts, its body, its files.

``saved``       the tree of saved files: which are pages, at what address each stood, where a linked file lies
``facts``       meta tags that 国办发〔2017〕47号 wants, the table of 索引号 and 文号, what stands beside the title
``moments``     days and times as such pages write them
``containers``  the element that holds the text, by the names that portals give it; else the densest, as a guess
``trimming``    lines of the page's furniture around the text: tool bars, neighbours, who edited it
``articles``    a page → an article, or why it is none
What is read from where its meaning is fixed is a fact, everything else a guess, told with where it stood.
"""
