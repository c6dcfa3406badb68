"""Feedback, and rounds of it."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_feedback'
down_revision = '2026_11_25_guidance'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
