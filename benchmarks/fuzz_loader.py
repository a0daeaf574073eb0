"""Load corrupted occupation files: each must be read or refused.

Real files are made small, spoiled one to eight times by the ways in `WAYS`, and given as
bytes to what reads every file: `text.decoded` and `occupations.parse`. What is refused
must be refused by `BadData` that says where, in few and short lines; what is read must be
clean, and must be the same when it is written and read again. The same seed spoils the
same files in the same ways.

Run: `python benchmarks/fuzz_loader.py --files 200000 --seed 1`; it prints how many files a
second, what they were refused for, and each failure with the bytes that bring it about.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from random import Random

import yaml

from careerfit_cli.errors import BadData
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.text import is_hidden
from careerfit_cli.storage import paths
from careerfit_cli.storage.document import MOST_PROBLEMS
from careerfit_cli.storage.occupations import FIGURES_BANNER, WORDS_BANNER, parse
from careerfit_cli.storage.text import decoded
from careerfit_cli.storage.writing import text_of

FILE, SLUG = "x.yaml", "x"

LONGEST_LINE = 1_000
"""Characters of a fault as told, with its hint."""

LONGEST_TIME = 5.0
"""Seconds one small file may take on a busy machine."""

LARGEST = 20_000
"""Bytes: what was spoiled to more is cut."""

TOKENS = [
    b"!!python/object/apply:os.system [id]", b"!!str ", b"!a ", b"&a ", b"*a",
    b"<<: *a", b"{", b"}", b"[", b"]", b"[[[[[[[[[[[[[[[[[[[[[[[[", b"{a: " * 25,
    b"- ", b"? ", b": ", b", ", b"|", b"|2", b">-", b"'", b'"', b"`", b"@",
    b"%YAML 1.1", b"%TAG ! tag:x,1:\n---", b"---", b"...", b"#", b"\t", b"\r", b"\r\n",
    b"\n", b"\n\n", b" ", b"\0", b"\x07", b"\x1b[2J", b"\\x1b]0;x\\x07", b'"\\ud800"',
    b'"\\U0001F4A9"',
    b'"\\UFFFFFFFF"', b"\x7f", b"\xff", b"\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80",
    b"\xc0\x80", b"\xf4\x90\x80\x80", "\x85".encode(), "\u2028".encode(),
    "\u202e".encode(), "\u2066".encode(), "\u200b".encode(), "\u3164".encode(),
    "a\u0301\u0301\u0301\u0301\u0301\u0301".encode(),
    "\U0001f469\u200d\U0001f692".encode(), "\u0661".encode(), b".inf", b"-.inf",
    b".nan", b"~", b"null", b"no", b"true", b"010", b"0x10", b"0b1", b"1_000", b"1e9",
    b"12:30", b"2024-01-01", b"-0", b"+1", b"1.", b".5", b"=", b"9" * 400,
    b"-1000000001", b"50.05", b"schema: 1", b"schema: 2", b"code: 11-1011.00",
    b"title: x", b"slug: x", b"summary: ", b"tasks: ", b"pay: ", b"related: ",
    b"skills: ", b"sources: ", WORDS_BANNER.encode(), FIGURES_BANNER.encode(),
    b"x" * 6_000,
]  # fmt: skip
"""What YAML, Unicode and this format take for something special."""

Way = Callable[[bytes, Random, Sequence[bytes]], bytes]


def small(text: str, random: Random) -> bytes:
    """A real file with a few of its sections, each cut to its first lines."""
    sections = [own for own in re.split(r"(?m)^(?=[a-z_#])", text) if own]
    head = [own for own in sections if re.match("schema|code|title", own)]
    rest = [own for own in sections if own not in head]
    kept = sorted(random.sample(range(len(rest)), min(6, len(rest))))
    cut = ["".join(rest[at].splitlines(keepends=True)[:5]) for at in kept]
    return "".join([*head, *cut]).encode()


def _place(raw: bytes, random: Random) -> int:
    return random.randint(0, len(raw))


def _slice(raw: bytes, random: Random, most: int) -> tuple[int, int]:
    start = _place(raw, random)
    return start, min(len(raw), start + random.randint(1, most))


def _bytes_changed(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    changed = bytearray(raw)
    for _again in range(min(len(raw), random.randint(1, 4))):
        # Most bytes beyond ASCII end in "is not UTF-8", and look at nothing further.
        least, most = random.choice([(32, 126)] * 7 + [(0, 255)])
        changed[random.randrange(len(raw))] = random.randint(least, most)
    return bytes(changed)


def _token_put_in(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    place = _place(raw, random)
    return raw[:place] + random.choice(TOKENS) + raw[place:]


def _value_replaced(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    values = list(re.finditer(rb"(?m)(?<=: )[^ ].*$|(?<=^- ).+$", raw))
    if not values:
        return raw
    start, end = random.choice(values).span()
    return raw[:start] + random.choice(TOKENS) + raw[end:]


def _key_replaced(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    keys = list(re.finditer(rb"(?m)^ *[^ \n][^:\n]*(?=:)", raw))
    if not keys:
        return raw
    (start, end), other = random.choice(keys).span(), random.choice(keys)[0]
    return raw[:start] + random.choice([other, random.choice(TOKENS)]) + raw[end:]


def _number_changed(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    numbers = list(re.finditer(rb"\d+", raw))
    if not numbers:
        return raw
    start, end = random.choice(numbers).span()
    number = random.choice([random.randint(-200, 200), 10 ** random.randint(0, 30)])
    return raw[:start] + str(number).encode() + raw[end:]


def _slice_left_out(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _slice(raw, random, 60)
    return raw[:start] + raw[end:]


def _slice_repeated(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    start, end = _slice(raw, random, 80)
    return raw[:end] + raw[start:end] * random.randint(1, 20) + raw[end:]


def _lines_moved(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    lines = raw.splitlines(keepends=True)
    if lines:
        line = lines.pop(random.randrange(len(lines)))
        lines.insert(random.randint(0, len(lines)), line)
    return b"".join(lines)


def _line_indented(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    lines = raw.splitlines(keepends=True)
    if lines:
        at = random.randrange(len(lines))
        lines[at] = b" " * random.randint(0, 6) + lines[at].lstrip(b" ")
    return b"".join(lines)


def _cut_short(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    return raw[: _place(raw, random)]


def _joined(raw: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return raw[: _place(raw, random)] + other[_place(other, random) :]


def _otherwise_encoded(raw: bytes, random: Random, _: Sequence[bytes]) -> bytes:
    text = raw.decode("utf-8", "replace")
    codec = random.choice(
        ["utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7", "cp500"]
    )
    return text.encode(codec, "replace")


WAYS: tuple[Way, ...] = (
    _bytes_changed, _token_put_in, _token_put_in, _value_replaced, _value_replaced,
    _value_replaced, _key_replaced, _number_changed, _number_changed, _slice_left_out,
    _slice_repeated, _lines_moved, _line_indented, _cut_short, _joined, _otherwise_encoded,
)  # fmt: skip


def spoiled(seeds: Sequence[bytes], random: Random) -> bytes:
    """One of the seeds, spoiled one to eight times; most only once or twice."""
    raw = random.choice(seeds)
    for _ in range(min(random.randint(1, 8), random.randint(1, 8))):
        raw = random.choice(WAYS)(raw, random, seeds)[:LARGEST]
    return raw


def wrong(raw: bytes) -> str:
    """The fault in how the loader handles these bytes, or empty."""
    return examined(raw)[0]


def examined(raw: bytes) -> tuple[str, str]:
    """The fault in how the loader handles these bytes, and why it refused them."""
    start = time.perf_counter()
    try:
        text = decoded(raw, FILE)
        found = parse(text, FILE, SLUG)
    except BadData as refused:
        fault, told = _wrong_refusal(refused, raw), refused.problems[0].what
    except Exception as error:  # noqa: BLE001 - any at all is what is looked for
        return f"{type(error).__name__}: {error}"[:200], ""
    else:
        fault, told = _wrong_reading(found, text), ""
    seconds = time.perf_counter() - start
    return fault or (f"took {seconds:.1f} s" if seconds > LONGEST_TIME else ""), told


def _wrong_refusal(refused: BadData, raw: bytes) -> str:
    if not 1 <= len(refused.problems) <= MOST_PROBLEMS + 1:
        return f"{len(refused.problems)} faults are told"
    lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", raw.decode("utf-8", "replace")))
    for problem in refused.problems:
        told = f"{problem} {problem.hint}"
        if not told.startswith(FILE) or not 0 <= problem.line <= lines + 1:
            return f"a fault without its place: {told[:200]!r}"
        if not told.isprintable() or len(told) > LONGEST_LINE:
            return f"a fault that cannot be shown: {told[:200]!r}"
    return ""


def _wrong_reading(found: Occupation, text: str) -> str:
    if odd := [own for own in texts(found) if any(map(is_hidden, own))]:
        return f"{odd[0][:100]!r} was taken for text"
    if signs := [sign for sign in _signs(text) if sign]:
        return f"{signs[0]!r} was passed over"
    written = text_of(found)
    again = text_of(parse(written, FILE, SLUG))
    return "" if written == again else "reads otherwise when written and read again"


def _signs(text: str) -> Iterator[str]:
    """Tags, anchors and aliases as the parser meets them.

    The loader never sees those events: it looks at where a value begins.
    """
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        yield getattr(event, "anchor", None) or getattr(event, "tag", None) or ""


def texts(value: object) -> Iterator[str]:
    """Every text in a result, keys of mappings included."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for own in fields(value):
            yield from texts(getattr(value, own.name))
    elif hasattr(value, "items"):
        yield from texts([*value.keys(), *value.values()])
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)


@dataclass
class Report:
    """The result of a run."""

    files: int = 0
    read: int = 0
    seconds: float = 0
    longest: float = 0
    refusals: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, bytes]] = field(default_factory=list)


def run(folder: Path, files: int, seed: int) -> Report:
    """Corrupt files made from those of a folder, and check each."""
    random, report = Random(seed), Report()
    paths = sorted(folder.glob("*.yaml"))
    chosen = random.sample(paths, min(60, len(paths)))
    seeds = [small(path.read_text("utf-8"), random) for path in chosen for _ in "123"]
    start = time.perf_counter()
    for _ in range(files):
        raw = spoiled(seeds, random)
        before = time.perf_counter()
        fault, told = examined(raw)
        report.longest = max(report.longest, time.perf_counter() - before)
        report.files += 1
        report.read += not (fault or told)
        if told:
            report.refusals[_kind(told)] += 1
        if fault:
            report.failures.append((fault, raw))
    report.seconds = time.perf_counter() - start
    return report


def _kind(told: str) -> str:
    told = re.sub(r"""'.*'|".*"|[\d.,]+""", "...", told)
    return told[:60]


def main() -> int:
    """Run from the command line; 1 when anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    report = run(paths.builtin_occupations(), asked.files, asked.seed)
    rate = report.files / report.seconds
    print(f"{report.files} files in {report.seconds:.0f} s, {rate:.0f} a second.")
    print(f"{report.read} were read, {report.files - report.read} refused.")
    print(f"The longest took {report.longest:.3f} s.")
    print(f"{len(report.refusals)} kinds of first fault:")
    for kind, count in report.refusals.most_common(25):
        print(f"  {count:>7}  {kind}")
    print(f"{len(report.failures)} failures.")
    for fault, raw in report.failures[:20]:
        print(f"  {fault}\n    {raw[:2000]!r}")
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
