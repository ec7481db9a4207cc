"""Tests of the fabric."""
