"""The API: commands from the verb table, questions over the views, RFC 9457 problems, OpenAPI with an offline page."""

from __future__ import annotations

from adapters.http.app import create_app

__all__ = ["create_app"]
