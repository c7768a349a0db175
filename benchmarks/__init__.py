"""Measurements, each beside its peer or the physical limit in the same run; `make bench` lists them."""
