"""`python -m pubkit` is the command line."""

import sys

from pubkit.cli import main

sys.exit(main())
