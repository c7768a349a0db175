"""Desk 审批: the examiner's pages."""
