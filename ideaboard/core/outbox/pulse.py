"""Pulses: signs of life. The schedule leaves one each time it looks, so that its silence shows in `/health`."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from ideaboard.db import Base, Moment


class Pulse(Base):
    """When something last gave a sign of life."""

    __tablename__ = "pulses"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
