"""Runs a command and writes what it and everything it has waited for has used, as JSON: seconds, and megabytes of the
largest single process.

Usage: measured.py REPORT COMMAND [ARGUMENT ...]
"""
import json
import resource
import subprocess
import sys
import time

began = time.monotonic()
code = subprocess.run(sys.argv[2:], check=False).returncode
wall = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w", encoding="utf8") as report:
    json.dump({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}, report)
sys.exit(code)
