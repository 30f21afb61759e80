"""What is taken along: the same rows as CSV, workbook, JSON, PDF and a page to print, at once or in the background."""
