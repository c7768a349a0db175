"""Public 公众: the applicant's pages."""
