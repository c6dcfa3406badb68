"""Feedback, and rounds of it."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_26_feedback'
down_revision = '2026_11_25_trust'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('feedback',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('giver_id', BigId, nullable=False),
    sa.Column('receiver_id', BigId, nullable=False),
    sa.Column('about_kind', sa.String(length=20), nullable=True),
    sa.Column('about_id', BigId, nullable=True),
    sa.Column('praise', sa.Text(), nullable=True),
    sa.Column('advice', sa.Text(), nullable=True),
    sa.Column('circumstances', sa.Text(), nullable=True),
    sa.Column('lesson', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('shared_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_feedback_board_id_boards')),
    sa.ForeignKeyConstraint(['giver_id'], ['accounts.id'], name=op.f('fk_feedback_giver_id_accounts')),
    sa.ForeignKeyConstraint(['receiver_id'], ['accounts.id'], name=op.f('fk_feedback_receiver_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback'))
    )
    op.create_index(op.f('ix_feedback_board_id_receiver_id_id'), 'feedback', ['board_id', 'receiver_id', 'id'])
    op.create_index(op.f('ix_feedback_board_id_giver_id_id'), 'feedback', ['board_id', 'giver_id', 'id'])
    op.create_index(
        'ix_feedback_shared', 'feedback', ['board_id', 'id'],
        sqlite_where=sa.text('shared_at IS NOT NULL'), postgresql_where=sa.text('shared_at IS NOT NULL'),
    )
    op.create_table('asks',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('asker_id', BigId, nullable=False),
    sa.Column('asked_id', BigId, nullable=False),
    sa.Column('about_kind', sa.String(length=20), nullable=True),
    sa.Column('about_id', BigId, nullable=True),
    sa.Column('question', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('feedback_id', BigId, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['asked_id'], ['accounts.id'], name=op.f('fk_asks_asked_id_accounts')),
    sa.ForeignKeyConstraint(['asker_id'], ['accounts.id'], name=op.f('fk_asks_asker_id_accounts')),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_asks_board_id_boards')),
    sa.ForeignKeyConstraint(['feedback_id'], ['feedback.id'], name=op.f('fk_asks_feedback_id_feedback')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_asks'))
    )
    op.create_index(op.f('ix_asks_board_id_asked_id_state_id'), 'asks', ['board_id', 'asked_id', 'state', 'id'])
    op.create_index(op.f('ix_asks_board_id_asked_id_id'), 'asks', ['board_id', 'asked_id', 'id'])
    op.create_index(op.f('ix_asks_board_id_asker_id_id'), 'asks', ['board_id', 'asker_id', 'id'])
    op.create_table('rounds',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('leader_id', BigId, nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('threshold', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('answered', sa.JSON(), nullable=False),
    sa.Column('opened_at', Moment(), nullable=False),
    sa.Column('closes_at', Moment(), nullable=False),
    sa.Column('heard', sa.Text(), nullable=True),
    sa.Column('will_change', sa.Text(), nullable=True),
    sa.Column('replied_at', Moment(), nullable=True),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_rounds_board_id_boards')),
    sa.ForeignKeyConstraint(['leader_id'], ['accounts.id'], name=op.f('fk_rounds_leader_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rounds'))
    )
    op.create_index(op.f('ix_rounds_board_id_id'), 'rounds', ['board_id', 'id'])
    op.create_index(op.f('ix_rounds_board_id_leader_id_id'), 'rounds', ['board_id', 'leader_id', 'id'])
    op.create_index(op.f('ix_rounds_state_closes_at'), 'rounds', ['state', 'closes_at'])
    op.create_table('round_questions',
    sa.Column('round_id', BigId, nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['rounds.id'], name=op.f('fk_round_questions_round_id_rounds')),
    sa.PrimaryKeyConstraint('round_id', 'number', name=op.f('pk_round_questions'))
    )


def downgrade() -> None:
    op.drop_table('round_questions')
    op.drop_table('rounds')
    op.drop_table('asks')
    op.drop_table('feedback')
