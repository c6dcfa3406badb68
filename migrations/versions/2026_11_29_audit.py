"""The audit trail, and its chain."""

import sqlalchemy as sa
from alembic import op

from ideaboard.db import BigId, Moment

revision = '2026_11_29_audit'
down_revision = '2026_11_28_tracking'
branch_labels = None
depends_on = None


def _partial(name: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, 'audit_entries', columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def upgrade() -> None:
    op.create_table('audit_entries',
    sa.Column('id', BigId, nullable=False),
    sa.Column('board_id', BigId, nullable=True),
    sa.Column('type', sa.String(length=40), nullable=False),
    sa.Column('at', Moment(), nullable=False),
    sa.Column('at_key', sa.BigInteger(), nullable=False),
    sa.Column('actor_id', BigId, nullable=True),
    sa.Column('subject_kind', sa.String(length=20), nullable=False),
    sa.Column('subject_id', BigId, nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('about_id', BigId, nullable=True),
    sa.Column('personal', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('salt', sa.String(length=64), nullable=True),
    sa.Column('digest', sa.String(length=64), nullable=True),
    sa.Column('position', sa.BigInteger(), nullable=True),
    sa.Column('link', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries')),
    sa.UniqueConstraint('link', name=op.f('uq_audit_entries_link'))
    )
    op.create_index(op.f('ix_audit_entries_board_id_at_key'), 'audit_entries', ['board_id', 'at_key'])
    op.create_index(op.f('ix_audit_entries_board_id_type_at_key'), 'audit_entries', ['board_id', 'type', 'at_key'])
    _partial('ix_audit_entries_none', ['at_key'], 'board_id IS NULL')
    _partial('ix_audit_entries_none_type', ['type', 'at_key'], 'board_id IS NULL')
    op.create_index(op.f('ix_audit_entries_about_id'), 'audit_entries', ['about_id'])
    op.create_index(op.f('ix_audit_entries_position'), 'audit_entries', ['position'], unique=True)
    _partial('ix_audit_entries_waiting', ['id'], 'position IS NULL')
    op.create_table('audit_chain',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('link', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_chain'))
    )


def downgrade() -> None:
    op.drop_table('audit_chain')
    op.drop_table('audit_entries')
