"""Getting in: sessions, the links that open them, the mails that carry those, invitations, and limits."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_29_sessions'
down_revision = '2026_11_29_privacy'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sessions',
    sa.Column('id', BigId, nullable=False),
    sa.Column('account_id', BigId, nullable=False),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.Column('device', sa.String(length=60), nullable=False),
    sa.Column('way', sa.String(length=10), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.Column('seen_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_sessions_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sessions')),
    sa.UniqueConstraint('digest', name=op.f('uq_sessions_digest'))
    )
    op.create_index(op.f('ix_sessions_account_id_id'), 'sessions', ['account_id', 'id'])
    op.create_index(op.f('ix_sessions_expires_at'), 'sessions', ['expires_at'])
    op.create_table('links',
    sa.Column('id', BigId, nullable=False),
    sa.Column('purpose', sa.String(length=12), nullable=False),
    sa.Column('account_id', BigId, nullable=True),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_links_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_links')),
    sa.UniqueConstraint('digest', name=op.f('uq_links_digest'))
    )
    op.create_index(op.f('ix_links_account_id'), 'links', ['account_id'])
    op.create_index(op.f('ix_links_expires_at'), 'links', ['expires_at'])
    op.create_table('mails',
    sa.Column('id', BigId, nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('owed_at', Moment(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mails'))
    )
    op.create_index(op.f('ix_mails_owed_at'), 'mails', ['owed_at'])
    op.create_index(op.f('ix_mails_recipient'), 'mails', ['recipient'])
    op.create_table('invitations',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('role', sa.String(length=10), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=True),
    sa.Column('digest', sa.LargeBinary(length=32), nullable=True),
    sa.Column('uses', sa.Integer(), nullable=True),
    sa.Column('used', sa.Integer(), nullable=False),
    sa.Column('by_id', BigId, nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('expires_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_invitations_board_id_boards')),
    sa.ForeignKeyConstraint(['by_id'], ['accounts.id'], name=op.f('fk_invitations_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations')),
    sa.UniqueConstraint('digest', name=op.f('uq_invitations_digest'))
    )
    op.create_index(op.f('ix_invitations_board_id_id'), 'invitations', ['board_id', 'id'])
    op.create_index(op.f('ix_invitations_expires_at'), 'invitations', ['expires_at'])
    op.create_table('allowances',
    sa.Column('key', sa.LargeBinary(length=16), nullable=False),
    sa.Column('whole_at', sa.Float(precision=53), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_allowances'))
    )
    op.create_index(op.f('ix_allowances_whole_at'), 'allowances', ['whole_at'])


def downgrade() -> None:
    op.drop_table('allowances')
    op.drop_table('invitations')
    op.drop_table('mails')
    op.drop_table('links')
    op.drop_table('sessions')
