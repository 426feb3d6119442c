"""`python -m parkcmp` is `parkcmp`."""

from parkcmp.cli.start import main

if __name__ == "__main__":
    main()
