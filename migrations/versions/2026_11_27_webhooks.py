"""Webhooks, and the messages they are owed."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_27_webhooks'
down_revision = '2026_11_27_statuses'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('webhooks',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('url', sa.Text(), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('events', sa.JSON(), nullable=False),
    sa.Column('ordered', sa.Boolean(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('old_until', Moment(), nullable=True),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('since', Moment(), nullable=False),
    sa.Column('slow', sa.Boolean(), nullable=False),
    sa.Column('last_seq', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_webhooks_board_id_boards')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_webhooks'))
    )
    op.create_index(op.f('ix_webhooks_board_id_id'), 'webhooks', ['board_id', 'id'])
    op.create_table('messages',
    sa.Column('id', BigId, autoincrement=False, nullable=False),
    sa.Column('webhook_id', BigId, nullable=False),
    sa.Column('event_id', BigId, nullable=False),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', BigId, nullable=False),
    sa.Column('owed_at', Moment(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['event_id'], ['events.id'], name=op.f('fk_messages_event_id_events')),
    sa.ForeignKeyConstraint(['id'], ['jobs.id'], name=op.f('fk_messages_id_jobs')),
    sa.ForeignKeyConstraint(['webhook_id'], ['webhooks.id'], name=op.f('fk_messages_webhook_id_webhooks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages'))
    )
    op.create_index(
        op.f('ix_messages_webhook_id_subject_kind_subject_id_id'), 'messages',
        ['webhook_id', 'subject_kind', 'subject_id', 'id'],
    )
    op.create_index(op.f('ix_messages_webhook_id_owed_at'), 'messages', ['webhook_id', 'owed_at'])
    op.create_index(op.f('ix_messages_webhook_id_seq'), 'messages', ['webhook_id', 'seq'], unique=True)
    op.add_column('jobs', sa.Column('slow', sa.Boolean(), nullable=True))
    sending = sa.text("state = 'running' AND kind = 'webhook.send'")
    op.create_index(
        'uq_jobs_running_webhook', 'jobs', ['subject_id'], unique=True, sqlite_where=sending, postgresql_where=sending,
    )
    slowly = sa.text("state = 'running' AND slow")
    op.create_index(
        'uq_jobs_running_slow', 'jobs', ['slow'], unique=True, sqlite_where=slowly, postgresql_where=slowly,
    )
    with op.batch_alter_table('deliveries') as batch:
        batch.add_column(sa.Column('webhook_id', BigId, nullable=True))
        batch.add_column(sa.Column('status', sa.SmallInteger(), nullable=True))
        batch.create_foreign_key(op.f('fk_deliveries_webhook_id_webhooks'), 'webhooks', ['webhook_id'], ['id'])
        batch.create_index(op.f('ix_deliveries_webhook_id_id'), ['webhook_id', 'id'])


def downgrade() -> None:
    # What only webhooks were owed goes with them.
    op.execute("DELETE FROM deliveries WHERE job_id IN (SELECT id FROM jobs WHERE kind = 'webhook.send')")
    op.drop_table('messages')
    op.execute("DELETE FROM jobs WHERE kind = 'webhook.send'")
    with op.batch_alter_table('deliveries') as batch:
        batch.drop_index(op.f('ix_deliveries_webhook_id_id'))
        batch.drop_constraint(op.f('fk_deliveries_webhook_id_webhooks'), type_='foreignkey')
        batch.drop_column('status')
        batch.drop_column('webhook_id')
    op.drop_index('uq_jobs_running_slow', 'jobs')
    op.drop_index('uq_jobs_running_webhook', 'jobs')
    op.drop_column('jobs', 'slow')
    op.drop_table('webhooks')
