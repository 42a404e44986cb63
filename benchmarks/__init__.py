"""How good and how fast: corpora, metrics, the gate with its floors, speed and memory, and the peers beside them."""
