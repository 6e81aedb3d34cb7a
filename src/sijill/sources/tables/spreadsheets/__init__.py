"""Workbooks to rows: XLSX, ODS and old XLS, each sheet as it stands, read in a child process."""
