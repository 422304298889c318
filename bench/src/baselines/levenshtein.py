"""Whole-name measures of python3-levenshtein over a list, asked in lines of JSON by levenshtein.ts.

First line {"names": [...]}, answered by {"bytes": n}; then each {"name": "...", "top": n} by
{"hits": [[place, score], ...], "cpu": seconds}. The argument names the measure. Names come folded.
"""

import heapq
import json
import os
import sys
import time

import Levenshtein


def resident():
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def in_order(name):
    return " ".join(sorted(name.split()))


def jaro_winkler(one, other):
    # The package's own jaro_winkler rewards a common beginning of any length and reaches 1 too soon; the
    # measure as published rewards four letters.
    likeness = Levenshtein.jaro(one, other)
    if likeness <= 0.7:
        return likeness
    return likeness + 0.1 * len(os.path.commonprefix((one[:4], other[:4]))) * (1 - likeness)


MEASURES = {"jaro-winkler": (str, jaro_winkler), "token-sort": (in_order, Levenshtein.ratio)}


def main():
    before = resident()
    prepare, likeness = MEASURES[sys.argv[1]]
    names = [prepare(name) for name in json.loads(sys.stdin.readline())["names"]]
    print(json.dumps({"bytes": resident() - before}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        name = prepare(asked["name"])
        scores = [likeness(name, listed) for listed in names]
        best = heapq.nlargest(asked["top"], range(len(scores)), key=scores.__getitem__)
        hits = [[place, scores[place]] for place in best]
        print(json.dumps({"hits": hits, "cpu": time.process_time()}), flush=True)


main()
