"""Privacy: an export of everything about somebody, and the erasure of an account."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_29_privacy'
down_revision = '2026_11_29_audit'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('accounts', sa.Column('erased_at', Moment(), nullable=True))
    op.add_column('stored_answers', sa.Column('account_id', BigId, nullable=True))
    op.create_index(op.f('ix_stored_answers_account_id'), 'stored_answers', ['account_id'])
    # Whose the answers kept until now are is not known: erasing could not find them.
    op.execute("DELETE FROM stored_answers")
    op.create_table('erasures',
    sa.Column('id', BigId, nullable=False),
    sa.Column('account_id', BigId, nullable=False),
    sa.Column('born', Moment(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('content', sa.String(length=10), nullable=False),
    sa.Column('email', sa.String(length=64), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('done_at', Moment(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasures'))
    )
    op.create_index(op.f('ix_erasures_account_id_at'), 'erasures', ['account_id', 'at'], unique=True)
    op.create_table('exports',
    sa.Column('account_id', BigId, nullable=False),
    sa.Column('job_id', BigId, nullable=False),
    sa.Column('asked_at', Moment(), nullable=False),
    sa.Column('made_at', Moment(), nullable=True),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_exports_account_id_accounts')),
    sa.PrimaryKeyConstraint('account_id', name=op.f('pk_exports'))
    )
    op.create_index(op.f('ix_exports_asked_at'), 'exports', ['asked_at'])


def downgrade() -> None:
    op.execute("DELETE FROM deliveries WHERE job_id IN (SELECT id FROM jobs WHERE kind IN ('account.erase', 'account.export'))")
    op.execute("DELETE FROM jobs WHERE kind IN ('account.erase', 'account.export')")
    op.drop_table('exports')
    op.drop_table('erasures')
    op.drop_index(op.f('ix_stored_answers_account_id'), 'stored_answers')
    op.drop_column('stored_answers', 'account_id')
    op.drop_column('accounts', 'erased_at')
