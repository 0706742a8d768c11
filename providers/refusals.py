"""Refusals that are about one request, not about the account. They never leave the modules of their service."""

from __future__ import annotations


class Missing(Exception):
    """The service knows nothing under this id (404)."""


class NotTaken(Exception):
    """The service does not take a request as it is (400, invalid argument)."""
