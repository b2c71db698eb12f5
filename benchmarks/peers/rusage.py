"""Runs a program; writes its wall and CPU seconds and peak memory as JSON to a file.

    rusage.py FILE PROGRAM [ARGUMENT ...]

A process of its own, because Linux counts the memory of whoever starts a program towards the peak
of that program, and run.py may be large by then.
"""

import json
import os
import subprocess
import sys
import time

start = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as file:
    json.dump(
        {
            "seconds": time.perf_counter() - start,
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
            "peak_megabytes": usage.ru_maxrss / 1024,
        },
        file,
    )
process.returncode = os.waitstatus_to_exitcode(status)
sys.exit(process.returncode)
