"""Machines that act for people: tokens that may, and events that say by whom something came."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId

revision = '2026_11_30_machines'
down_revision = '2026_11_29_sessions'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('tokens', sa.Column('on_behalf', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('events', sa.Column('via_id', BigId, nullable=True))


def downgrade() -> None:
    op.drop_column('events', 'via_id')
    op.drop_column('tokens', 'on_behalf')
