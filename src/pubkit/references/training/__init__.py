"""Making the labelling model and the word lists from the training data; not needed to use them.

`python -m pubkit.references.training --data ../shared/references` writes both into the package.
"""
