"""Seeds link defects into a copy of the demonstration site and counts which of them the product finds."""
