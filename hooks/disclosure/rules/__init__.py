"""Rules: what the law and the office's own order require of the register. One module a topic.

A new rule is one function in the module of its topic; a new topic is one module here, which is found by itself.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from disclosure.findings import Rule
from disclosure.rules.framework import REGISTERED

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

RULES: tuple[Rule, ...] = tuple(entry.rule for entry in REGISTERED)
