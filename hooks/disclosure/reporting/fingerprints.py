"""A finding's identity across runs, by which code hosts tell a new fault from one they have shown before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from disclosure.findings import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """One fingerprint a finding, unique in the list.

    The line is left out: a fault that only moved is the same fault. Equal faults of one file are counted instead.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    prints = []
    for finding in findings:
        parts = (finding.place.path, finding.rule, finding.record or finding.href, finding.message)
        seen[parts] += 1
        prints.append(_digest(*parts, str(seen[parts])))
    return prints


def _digest(*parts: str) -> str:
    # Lengths keep ("ab", "c") and ("a", "bc") apart whatever characters the parts contain.
    framed = "".join(f"{len(part)}:{part}" for part in parts)
    return sha256(framed.encode("utf-8", "surrogatepass")).hexdigest()
