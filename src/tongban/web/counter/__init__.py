"""Counter 综窗: the window clerk's pages."""
