"""Trackers both ways: what they tell us, what that means here, and what goes back."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_28_tracking'
down_revision = '2026_11_27_webhooks'
branch_labels = None
depends_on = None

_STUCK = "state IN ('refused', 'lost') OR status_category = 'rejected'"
_NOW_STUCK = "state IN ('refused', 'lost', 'conflict', 'paused') OR mapped IN ('rejected', 'unknown')"
_LIVE = "state <> 'unlinked'"


def _index(name: str, columns: list[str], where: str, unique: bool = False) -> None:
    op.create_index(
        name, 'issues', columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def upgrade() -> None:
    op.create_table('inbounds',
    sa.Column('id', BigId, nullable=False),
    sa.Column('connection_id', BigId, nullable=False),
    sa.Column('delivery', sa.String(length=200), nullable=False),
    sa.Column('headers', sa.JSON(), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=True),
    sa.Column('came_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['connection_id'], ['connections.id'], name=op.f('fk_inbounds_connection_id_connections')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inbounds'))
    )
    op.create_index(
        op.f('ix_inbounds_connection_id_delivery'), 'inbounds', ['connection_id', 'delivery'], unique=True
    )
    op.create_index(op.f('ix_inbounds_came_at'), 'inbounds', ['came_at'])
    for name, kind in (
        ('account', sa.Text()), ('inbound', sa.LargeBinary()), ('inbound_since', Moment()), ('cursor', sa.Text()),
        ('polled_at', Moment()), ('synced_at', Moment()), ('hears', sa.JSON(none_as_null=True)),
    ):
        op.add_column('connections', sa.Column(name, kind, nullable=True))
    op.add_column('connections', sa.Column('status_map', sa.JSON(), nullable=False, server_default='{}'))
    op.add_column(
        'connections',
        sa.Column('outbound', sa.JSON(), nullable=False, server_default='{"status": false, "comments": false}'),
    )
    for name, kind in (
        ('mapped', sa.String(length=12)), ('existing', sa.Text()), ('remote_at', Moment()),
        ('agreed', sa.String(length=12)), ('base', sa.String(length=12)), ('sent', sa.String(length=12)), ('theirs', sa.String(length=12)),
    ):
        op.add_column('issues', sa.Column(name, kind, nullable=True))
    op.add_column('issues', sa.Column('moved', sa.JSON(), nullable=False, server_default='[]'))
    op.execute("UPDATE issues SET mapped = status_category, base = status_category, agreed = 'adopted' WHERE remote_id IS NOT NULL")
    op.drop_index('ix_issues_stuck', 'issues')
    _index('ix_issues_stuck', ['board_id', 'id'], _NOW_STUCK)
    op.drop_index('ix_issues_decision_id_connection_id', 'issues')
    _index('uq_issues_adoption', ['decision_id', 'connection_id'], _LIVE, unique=True)
    op.create_index(op.f('ix_issues_decision_id_id'), 'issues', ['decision_id', 'id'])
    op.create_index(op.f('ix_issues_connection_id_remote_id'), 'issues', ['connection_id', 'remote_id'])
    op.create_index(op.f('ix_issues_connection_id_id'), 'issues', ['connection_id', 'id'])
    op.add_column('events', sa.Column('connection_id', BigId, nullable=True))
    op.add_column('tasks', sa.Column('connection_id', BigId, nullable=True))
    op.add_column('tasks', sa.Column('remote_id', sa.String(length=200), nullable=True))
    op.add_column('tasks', sa.Column('issue_key', sa.Text(), nullable=True))
    op.add_column('tasks', sa.Column('issue_url', sa.Text(), nullable=True))
    op.create_index(op.f('ix_tasks_connection_id_remote_id'), 'tasks', ['connection_id', 'remote_id'], unique=True)


def downgrade() -> None:
    op.execute("DELETE FROM deliveries WHERE job_id IN (SELECT id FROM jobs WHERE kind IN ('inbound.apply', 'listener.hear'))")
    op.execute("DELETE FROM jobs WHERE kind IN ('inbound.apply', 'listener.hear')")
    op.drop_table('inbounds')
    op.drop_index(op.f('ix_tasks_connection_id_remote_id'), 'tasks')
    for name in ('issue_url', 'issue_key', 'remote_id', 'connection_id'):
        op.drop_column('tasks', name)
    op.drop_column('events', 'connection_id')
    for name in ('ix_issues_decision_id_id', 'ix_issues_connection_id_id', 'ix_issues_connection_id_remote_id', 'uq_issues_adoption', 'ix_issues_stuck'):
        op.drop_index(name, 'issues')
    # The schema before knows one issue a decision and connection, and none that was let go.
    op.execute("UPDATE ideas SET issue_id = NULL WHERE issue_id IN (SELECT id FROM issues WHERE state = 'unlinked')")
    op.execute("DELETE FROM issues WHERE state = 'unlinked'")
    op.execute("UPDATE issues SET state = 'linked' WHERE state IN ('conflict', 'paused')")
    for name in ('moved', 'theirs', 'sent', 'base', 'agreed', 'remote_at', 'existing', 'mapped'):
        op.drop_column('issues', name)
    op.create_index('ix_issues_decision_id_connection_id', 'issues', ['decision_id', 'connection_id'], unique=True)
    _index('ix_issues_stuck', ['board_id', 'id'], _STUCK)
    for name in ('outbound', 'status_map', 'hears', 'synced_at', 'polled_at', 'cursor', 'inbound_since', 'inbound', 'account'):
        op.drop_column('connections', name)
