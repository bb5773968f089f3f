"""Reading each field of an entry from its printed characters: one module a kind of field.

In: a draft of the entry and a labelled segment. Out: the draft with the field, its evidence and what was set aside.
"""
