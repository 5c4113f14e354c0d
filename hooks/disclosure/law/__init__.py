"""What the law says in numbers: limits with their dates, working days, and citations in words."""
