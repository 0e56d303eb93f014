"""The documents of a report: PDF for reading, XLSX for calculating, CSV for whatever comes after."""
