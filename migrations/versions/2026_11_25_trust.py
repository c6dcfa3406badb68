"""Follow-ups answered in public, questions, the order of values."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_trust'
down_revision = '2026_11_25_support'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('follow_ups') as batch:
        batch.add_column(sa.Column('due_key', BigId))
        batch.add_column(sa.Column('note', sa.Text()))
        batch.add_column(sa.Column('by_id', BigId))
        batch.add_column(sa.Column('settled_at', Moment()))
        batch.add_column(sa.Column('late', sa.Boolean()))
        batch.add_column(sa.Column('version', sa.Integer()))
    # The day's number since the year 1, which is what the code counts by too.
    sqlite = op.get_bind().dialect.name == 'sqlite'
    day = "CAST(julianday(due_on) - 1721424.5 AS INTEGER)" if sqlite else "(due_on - DATE '0001-01-01' + 1)::bigint"
    op.execute(f"UPDATE follow_ups SET due_key = ({day} << 40) | id, late = false, version = 1")
    with op.batch_alter_table('follow_ups') as batch:
        batch.alter_column('due_key', existing_type=BigId, nullable=False)
        batch.alter_column('late', existing_type=sa.Boolean(), nullable=False)
        batch.alter_column('version', existing_type=sa.Integer(), nullable=False)
        batch.create_foreign_key(op.f('fk_follow_ups_by_id_accounts'), 'accounts', ['by_id'], ['id'])
        batch.drop_index('ix_follow_ups_board_id_state_due_on')
        batch.create_index(op.f('ix_follow_ups_board_id_due_key'), ['board_id', 'due_key'], unique=True)
        batch.create_index(op.f('ix_follow_ups_board_id_state_due_key'), ['board_id', 'state', 'due_key'])
    op.add_column('values', sa.Column('place', sa.Integer(), nullable=False, server_default='0'))
    op.execute('UPDATE "values" SET place = id')
    op.drop_index('ix_values_board_id_id', 'values')
    op.create_index(op.f('ix_values_board_id_place'), 'values', ['board_id', 'place'])
    op.create_table('questions',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('decision_id', BigId, nullable=False),
    sa.Column('asker_id', BigId, nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answerer_id', BigId, nullable=True),
    sa.Column('asked_at', Moment(), nullable=False),
    sa.Column('answered_at', Moment(), nullable=True),
    sa.Column('waiting_key', sa.BigInteger(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['answerer_id'], ['accounts.id'], name=op.f('fk_questions_answerer_id_accounts')),
    sa.ForeignKeyConstraint(['asker_id'], ['accounts.id'], name=op.f('fk_questions_asker_id_accounts')),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_questions_board_id_boards')),
    sa.ForeignKeyConstraint(['decision_id'], ['decisions.id'], name=op.f('fk_questions_decision_id_decisions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questions'))
    )
    op.create_index(op.f('ix_questions_decision_id_id'), 'questions', ['decision_id', 'id'])
    op.create_index(op.f('ix_questions_board_id_waiting_key'), 'questions', ['board_id', 'waiting_key'])
    op.add_column('ideas', sa.Column('waiting_key', sa.BigInteger(), nullable=True))
    _say_since_when(op.get_bind())
    op.create_index(op.f('ix_ideas_board_id_waiting_key'), 'ideas', ['board_id', 'waiting_key'])
    op.create_index(
        'ix_issues_stuck', 'issues', ['board_id', 'id'], sqlite_where=sa.text(_STUCK), postgresql_where=sa.text(_STUCK)
    )


_STUCK = "state IN ('refused', 'lost') OR status_category = 'rejected'"


def _say_since_when(db: sa.Connection) -> None:
    """Open ideas wait since they were posted, or last opened again."""
    ideas = sa.table(
        'ideas', sa.column('id', BigId), sa.column('status'), sa.column('created_at', Moment()),
        sa.column('waiting_key', sa.BigInteger()),
    )
    decisions = sa.table('decisions', sa.column('idea_id', BigId), sa.column('to_status'), sa.column('at', Moment()))
    reopened = (
        sa.select(sa.func.max(decisions.c.at, type_=Moment()))
        .where(decisions.c.idea_id == ideas.c.id, decisions.c.to_status == 'open')
        .scalar_subquery()
    )
    since = sa.select(ideas.c.id, ideas.c.created_at, reopened.label('reopened')).where(ideas.c.status == 'open')
    known = ideas.update().where(ideas.c.id == sa.bindparam('of')).values(waiting_key=sa.bindparam('key'))
    for some in db.execute(since).partitions(5000):
        keys = [
            {'of': row.id, 'key': (row.reopened or row.created_at).date().toordinal() << 40 | row.id} for row in some
        ]
        db.execute(known, keys)
    op.create_table('participation',
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('band', sa.String(length=10), nullable=True),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_participation_board_id_boards')),
    sa.PrimaryKeyConstraint('board_id', 'month', name=op.f('pk_participation'))
    )


def downgrade() -> None:
    op.drop_table('participation')
    op.drop_index('ix_issues_stuck', 'issues')
    op.drop_index('ix_ideas_board_id_waiting_key', 'ideas')
    op.drop_column('ideas', 'waiting_key')
    op.drop_table('questions')
    op.drop_index('ix_values_board_id_place', 'values')
    op.create_index(op.f('ix_values_board_id_id'), 'values', ['board_id', 'id'])
    op.drop_column('values', 'place')
    with op.batch_alter_table('follow_ups') as batch:
        batch.drop_index('ix_follow_ups_board_id_state_due_key')
        batch.drop_index('ix_follow_ups_board_id_due_key')
        batch.create_index(op.f('ix_follow_ups_board_id_state_due_on'), ['board_id', 'state', 'due_on'])
        batch.drop_constraint('fk_follow_ups_by_id_accounts', type_='foreignkey')
        for name in ('due_key', 'note', 'by_id', 'settled_at', 'late', 'version'):
            batch.drop_column(name)
