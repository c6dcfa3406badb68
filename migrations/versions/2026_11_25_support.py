"""Reviews, and texts that wait for suggestions."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_support'
down_revision = '2026_11_25_guidance'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reviews',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('idea_id', BigId, nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('excerpt', sa.Text(), nullable=False),
    sa.Column('what_happened', sa.Text(), nullable=False),
    sa.Column('what_happened_html', sa.Text(), nullable=False),
    sa.Column('conditions', sa.Text(), nullable=False),
    sa.Column('conditions_html', sa.Text(), nullable=False),
    sa.Column('helped', sa.Text(), nullable=False),
    sa.Column('helped_html', sa.Text(), nullable=False),
    sa.Column('lessons', sa.Text(), nullable=False),
    sa.Column('lessons_html', sa.Text(), nullable=False),
    sa.Column('statement', sa.Text(), nullable=True),
    sa.Column('statement_html', sa.Text(), nullable=True),
    sa.Column('actions', sa.JSON(), nullable=False),
    sa.Column('meets_at', Moment(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('where', sa.Text(), nullable=True),
    sa.Column('last_meeting', Moment(), nullable=True),
    sa.Column('uid', sa.String(length=32), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('announced_at', Moment(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', Moment(), nullable=False),
    sa.Column('updated_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_reviews_board_id_boards')),
    sa.ForeignKeyConstraint(['idea_id'], ['ideas.id'], name=op.f('fk_reviews_idea_id_ideas')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reviews'))
    )
    op.create_index(op.f('ix_reviews_board_id_id'), 'reviews', ['board_id', 'id'])
    op.create_index(op.f('ix_reviews_board_id_state_id'), 'reviews', ['board_id', 'state', 'id'])
    op.create_index(op.f('ix_reviews_idea_id_state_id'), 'reviews', ['idea_id', 'state', 'id'])
    under_way = sa.text("state <> 'shared'")
    op.create_index(
        op.f('ix_reviews_idea_id'), 'reviews', ['idea_id'], unique=True,
        sqlite_where=under_way, postgresql_where=under_way,
    )
    op.create_table('suggestions',
    sa.Column('id', BigId, nullable=False),
    sa.Column('account_id', BigId, nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('asked_at', Moment(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_suggestions_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestions'))
    )
    op.create_index(op.f('ix_suggestions_asked_at'), 'suggestions', ['asked_at'])


def downgrade() -> None:
    op.drop_table('suggestions')
    op.drop_table('reviews')
