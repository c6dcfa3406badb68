"""The activity: places of events, and the boards' counters."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId

revision = '2026_12_02_activity'
down_revision = '2026_12_01_identities'
branch_labels = None
depends_on = None

_PLACED = sa.text('place IS NOT NULL')
_TO_PLACE = sa.text('place IS NULL AND actor_id IS NULL')


def upgrade() -> None:
    op.create_table('activities',
    sa.Column('board_id', BigId, autoincrement=False, nullable=False),
    sa.Column('last', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_activities_board_id_boards')),
    sa.PrimaryKeyConstraint('board_id', name=op.f('pk_activities'))
    )
    op.add_column('events', sa.Column('place', sa.BigInteger(), nullable=True))
    # What names nobody waits for the schedule: between two others it would tell its moment.
    op.execute('UPDATE events SET place = id WHERE board_id IS NOT NULL AND actor_id IS NOT NULL')
    op.execute(
        'INSERT INTO activities (board_id, last)'
        ' SELECT board_id, MAX(place) FROM events WHERE place IS NOT NULL GROUP BY board_id'
    )
    op.create_index(op.f('ix_events_board_id_place'), 'events', ['board_id', 'place'], unique=True)
    op.create_index('ix_events_placed', 'events', ['at'], sqlite_where=_PLACED, postgresql_where=_PLACED)
    op.create_index('ix_events_to_place', 'events', ['at'], sqlite_where=_TO_PLACE, postgresql_where=_TO_PLACE)
    op.create_index(op.f('ix_messages_event_id'), 'messages', ['event_id'])


def downgrade() -> None:
    op.drop_index(op.f('ix_messages_event_id'), table_name='messages')
    op.drop_index('ix_events_to_place', table_name='events')
    op.drop_index('ix_events_placed', table_name='events')
    op.drop_index(op.f('ix_events_board_id_place'), table_name='events')
    op.drop_column('events', 'place')
    op.drop_table('activities')
