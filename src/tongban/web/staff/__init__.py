"""Staff 工作人员: what counter and desk share: the frame, the post one acts at, an opened case, its files.

Not its business: what a clerk or an examiner does (their own rooms). Start reading in `casefile.py`.
"""
