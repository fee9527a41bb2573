"""Before the analysis: can there be anything to find in this file at all?

Most files that hold the name of a call that writes do not lose anything: the name stands in a text, the call reads, or
the path is a parameter that nobody in the file fills. To see that, only the statements around such names are looked
at, and what their paths begin with; the whole file is not walked.
"""
