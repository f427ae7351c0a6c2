import sys
import time
from collections.abc import Callable


def do_blocks(blocks: dict[str, tuple[Callable[[], object], int]]) -> None:
    """Does a block of work for each line of standard input, which names one, and prints its seconds a call.

    A block is what makes all its calls, and how many these are.
    """
    for line in sys.stdin:
        run, calls = blocks[line.strip()]
        start = time.perf_counter()
        run()
        print((time.perf_counter() - start) / calls, flush=True)
