"""Logging: one line an event on standard error, for people or for machines. Nothing personal is ever given to it."""

import logging
import sys
from typing import Any

import structlog

from ideaboard.settings import Settings


def configure(settings: Settings) -> None:
    """Log as the settings say. Called once a process."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    render: Any = (
        structlog.processors.JSONRenderer()
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
