"""Who an account is at a provider of OpenID Connect."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_12_01_identities'
down_revision = '2026_11_30_machines'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('identities',
    sa.Column('id', BigId, nullable=False),
    sa.Column('issuer', sa.String(length=255), nullable=False),
    sa.Column('subject', sa.String(length=255), nullable=False),
    sa.Column('account_id', BigId, nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('used_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_identities_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_identities')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_identities_issuer_subject'))
    )
    op.create_index(op.f('ix_identities_account_id'), 'identities', ['account_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_identities_account_id'), table_name='identities')
    op.drop_table('identities')
