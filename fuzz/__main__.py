"""`python -m fuzz`."""

from .harness import main

if __name__ == "__main__":
    main()
