"""Appraisal 评价: what people think of the service they got, contact by contact, and what is done about it.

A contact is read off the streams and filed by nobody; a rating is the applicant's, once for each contact,
and is never changed; of a poor one it is recorded who was spoken to, answered, and what was put right. Not
its business: deciding cases, signing people in, storing. Start reading in `contacts.py`, then `rating.py`.
"""
