"""Arrays and records in, figures out: knows no widgets."""
