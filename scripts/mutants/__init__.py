"""Defects seeded into the engine, to see whether the tests tell: ``make exam NAME=mutants``."""
