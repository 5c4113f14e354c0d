"""Whose something is: the unit that a paper names, else the one that the office has charged with disclosure."""

from __future__ import annotations

from disclosure.records.documents import Document
from disclosure.register import Register


def unit_of(document: Document, register: Register) -> str:
    """The department that keeps a paper."""
    return document.department or charged_unit(register)


def charged_unit(register: Register) -> str:
    """The department that the office has charged with disclosure; "" where data/agency.yml names none."""
    return (register.agency.disclosure_office if register.agency is not None else None) or ""
