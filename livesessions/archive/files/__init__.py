"""What is taken along: the same rows as CSV and as workbook."""
