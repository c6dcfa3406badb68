"""Assignments and check-ins."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_25_guidance'
down_revision = '2026_11_24_search'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('assignments',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('idea_id', BigId, nullable=False),
    sa.Column('assignee_id', BigId, nullable=False),
    sa.Column('by_id', BigId, nullable=True),
    sa.Column('explanation', sa.Text(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('mentor_id', BigId, nullable=True),
    sa.Column('mentor_state', sa.String(length=10), nullable=True),
    sa.Column('support_plan', sa.Text(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('offered_at', Moment(), nullable=False),
    sa.Column('accepted_at', Moment(), nullable=True),
    sa.Column('assigned_at', Moment(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assignee_id'], ['accounts.id'], name=op.f('fk_assignments_assignee_id_accounts')),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_assignments_board_id_boards')),
    sa.ForeignKeyConstraint(['by_id'], ['accounts.id'], name=op.f('fk_assignments_by_id_accounts')),
    sa.ForeignKeyConstraint(['idea_id'], ['ideas.id'], name=op.f('fk_assignments_idea_id_ideas')),
    sa.ForeignKeyConstraint(['mentor_id'], ['accounts.id'], name=op.f('fk_assignments_mentor_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignments'))
    )
    with op.batch_alter_table('assignments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_assignments_board_id_id'), ['board_id', 'id'], unique=False, sqlite_where=sa.text("state = 'offered'"), postgresql_where=sa.text("state = 'offered'"))
        batch_op.create_index(batch_op.f('ix_assignments_idea_id_assignee_id'), ['idea_id', 'assignee_id'], unique=True, sqlite_where=sa.text("state IN ('offered', 'accepted')"), postgresql_where=sa.text("state IN ('offered', 'accepted')"))
        batch_op.create_index(batch_op.f('ix_assignments_idea_id_id'), ['idea_id', 'id'], unique=False)

    op.create_table('check_ins',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=False),
    sa.Column('assignment_id', BigId, nullable=False),
    sa.Column('by_id', BigId, nullable=False),
    sa.Column('going', sa.Text(), nullable=False),
    sa.Column('learnt', sa.Text(), nullable=True),
    sa.Column('needs_help', sa.Boolean(), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('guidance', sa.Text(), nullable=True),
    sa.Column('guided_by_id', BigId, nullable=True),
    sa.Column('guided_at', Moment(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['assignments.id'], name=op.f('fk_check_ins_assignment_id_assignments')),
    sa.ForeignKeyConstraint(['board_id'], ['boards.id'], name=op.f('fk_check_ins_board_id_boards')),
    sa.ForeignKeyConstraint(['by_id'], ['accounts.id'], name=op.f('fk_check_ins_by_id_accounts')),
    sa.ForeignKeyConstraint(['guided_by_id'], ['accounts.id'], name=op.f('fk_check_ins_guided_by_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_ins'))
    )
    with op.batch_alter_table('check_ins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_check_ins_assignment_id_id'), ['assignment_id', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_check_ins_board_id_id'), ['board_id', 'id'], unique=False, sqlite_where=sa.text('needs_help = 1 AND guided_at IS NULL'), postgresql_where=sa.text('needs_help AND guided_at IS NULL'))


def downgrade() -> None:
    op.drop_table('check_ins')
    op.drop_table('assignments')
