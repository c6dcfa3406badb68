"""Assignments and check-ins."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_guidance'
down_revision = '2026_11_24_search'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
