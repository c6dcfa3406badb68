"""Follow-ups answered in public, questions, the order of values, participation."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_trust'
down_revision = '2026_11_25_feedback'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
