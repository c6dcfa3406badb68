"""Reviews, and texts that wait for suggestions."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_support'
down_revision = '2026_11_25_trust'
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
