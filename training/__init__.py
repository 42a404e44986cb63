"""From annotated corpora to the weights in `articlextract.model`. Imports the package, never the other way round."""
