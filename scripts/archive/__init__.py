"""The parts of scripts/print_records.py: a decision's ZIP as one page, and that page on A4."""
