"""Asks jinja2 for the value of every expression of a text file and writes them as a corpus.

Usage: python make-corpus.py expressions.txt own-corpus.json   (needs jinja2 3.1.6)

One expression a line; a line that begins with a double quote is a JSON string, for templates of several
lines; lines that begin with // and empty lines are skipped.
"""

import json
import sys
import warnings

from jinja2 import StrictUndefined
from jinja2.nativetypes import NativeEnvironment
from jinja2.runtime import Undefined

warnings.simplefilter("ignore")

CONTEXT = {
    "name": "Edge Router-01.Lab",
    "x": "a",
    "y": "b",
    "n": "42",
    "num": 7,
    "neg": -7,
    "big": 9007199254740991,
    "f": 3.0,
    "pi": 3.14159,
    "half": 2.5,
    "nul": None,
    "yes": True,
    "no": False,
    "empty": "",
    "blank": "  spaced out  ",
    "lst": ["a", "b", "c"],
    "nums": [3, 1, 2],
    "mixed": [1, "a", None, 2.5, True],
    "words": ["b", "A", "c", "B"],
    "none_list": [],
    "d": {"a": 1, "b": {"c": "deep"}, "items": "shadowed"},
    "people": [
        {"n": "x", "v": 1, "t": {"s": "q"}},
        {"n": "y", "v": 2, "t": {"s": "p"}},
        {"n": "X", "v": 1, "t": {"s": "r"}},
        {"n": "z", "v": None, "t": {}},
    ],
    "ip": "10.0.0.1",
    "net": "10.0.0.0/24",
    "uid": "0123",
    "html": "<a href=\"x\">T & 'q'</a>",
    "uni": "Straße ÉCLAIR \u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03a3",
    "emoji": "a\U0001f600b\U0001f1e9c",
    "lines": "one\ntwo\r\nthree\n\nfive",
    "csv": "a, b,,c",
    "tree": [{"n": "r", "k": [{"n": "s", "k": [{"n": "u", "k": []}]}, {"n": "t", "k": []}]}],
    "long": "The quick brown fox jumps over the lazy dog and runs far-away into well-known woods",
    "proto": {"__proto__": "own", "constructor": 1},
}


def encode(value):
    if isinstance(value, tuple):
        return {"__tuple__": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return type(value).__name__


def answer(environment, template):
    case = {"t": template}
    try:
        value = environment.from_string(template).render(**json.loads(json.dumps(CONTEXT)))
    except Exception as error:  # every exception is an answer
        case["nerr"] = type(error).__name__
        return case
    case["n"] = "Undefined" if isinstance(value, Undefined) else encode(value)
    case["nt"] = type(value).__name__
    return case


def main(source, target):
    environment = NativeEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    with open(source, encoding="utf-8") as lines:
        texts = [line.rstrip("\n") for line in lines if line.strip() and not line.startswith("//")]
    templates = [json.loads(text) if text.startswith('"') else text for text in texts]
    cases = [answer(environment, template) for template in templates]
    with open(target, "w", encoding="utf-8") as out:
        out.write('{\n"context": ' + json.dumps(CONTEXT) + ',\n"cases": [\n')
        out.write(",\n".join(json.dumps(case) for case in cases))
        out.write("\n]\n}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
