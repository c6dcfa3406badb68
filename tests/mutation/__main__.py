"""Run lanes and print what lives: all, or those that are named. What is not listed is printed as the list wants it."""

import os
import sys
import time

from tests.mutation import survivors
from tests.mutation.lanes import LANES
from tests.mutation.running import run

for name in sys.argv[1:] or LANES:
    began = time.monotonic()
    found = run(LANES[name], os.cpu_count() or 1)
    print(f"{name}, {time.monotonic() - began:.0f} s\n{found}\n", flush=True)
    for mutant in sorted(found.survivors - set(survivors.here()), key=str):
        print(f"{mutant}\n= \n", flush=True)
