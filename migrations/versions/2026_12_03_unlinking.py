"""Identities that are unlinked, and sessions that know the identity by which they began."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId

revision = '2026_12_03_unlinking'
down_revision = '2026_12_02_activity'
branch_labels = None
depends_on = None

_HELD = "(SELECT count(*) FROM identities WHERE identities.account_id = sessions.account_id)"


def upgrade() -> None:
    op.add_column('identities', sa.Column('unlinked_on', sa.Date(), nullable=True))
    with op.batch_alter_table('sessions') as batch:
        batch.add_column(sa.Column('identity_id', BigId, nullable=True))
        batch.create_foreign_key(op.f('fk_sessions_identity_id_identities'), 'identities', ['identity_id'], ['id'])
        batch.create_index(op.f('ix_sessions_identity_id'), ['identity_id'])
    # Where it is not sure by which identity a session began, unlinking could not end it: it is over now.
    op.execute(f"DELETE FROM sessions WHERE way = 'oidc' AND {_HELD} <> 1")
    op.execute(
        "UPDATE sessions SET identity_id = (SELECT id FROM identities WHERE identities.account_id = sessions.account_id) "
        "WHERE way = 'oidc'"
    )


def downgrade() -> None:
    # What was unlinked would let in again.
    with op.batch_alter_table('sessions') as batch:
        batch.drop_index(op.f('ix_sessions_identity_id'))
        batch.drop_constraint(op.f('fk_sessions_identity_id_identities'), type_='foreignkey')
        batch.drop_column('identity_id')
    op.execute("DELETE FROM identities WHERE unlinked_on IS NOT NULL")
    op.drop_column('identities', 'unlinked_on')
