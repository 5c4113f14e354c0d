"""The parts of scripts/bench.py: a synthetic site, its plain MkDocs copy, and the measuring of processes."""
