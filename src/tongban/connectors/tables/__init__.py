"""Tables 表格: files of rows as other departments send them: CSV, Excel workbooks, JSON lines.

Rows come one at a time, so that a file of any length is read in the same memory. What a row means, and
whether it is taken over, is `handling.observing`'s. Start reading at `rows_of`.
"""

from tongban.connectors.tables.opening import copy_of, rows_of

__all__ = ["copy_of", "rows_of"]
