"""A parent to be killed: it has a worker that has a child, says what there is, and waits."""

import sys

from formaudit.extract.worker.pool import Pool
from tests.extract.worker import jobs

if __name__ == "__main__":
    with Pool() as pool:
        stream = pool.stream(jobs.hang_with_a_child)
        child, folder = next(stream)
        print(child, folder, flush=True)
        sys.stdin.read()
