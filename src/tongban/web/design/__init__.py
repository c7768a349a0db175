"""Design 设计: the furniture every screen shares: tokens, components, pictures.

Two moods of one system: `design/public.html` (calm, 18 px) and `design/staff.html` (dense, 14.5 px).
Not its business: what a page says, and every rule of handling. Components take plain data.
Start reading in `templatetags/design.py`; the living page is `/design/`, the reference
`docs/reference/design-system.md`.
"""
