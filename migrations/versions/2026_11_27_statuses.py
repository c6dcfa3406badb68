"""Statuses of two words as one token of the search's index: FTS5 took them apart, and then refused to look for them."""

from alembic import op

revision = '2026_11_27_statuses'
down_revision = '2026_11_26_feedback'
branch_labels = None
depends_on = None

_TOKENS = {'in_progress': '@inprogress', 'not_now': '@notnow'}


def upgrade() -> None:
    for status, token in _TOKENS.items():
        _replace(status, f'@{status}', token)


def downgrade() -> None:
    for status, token in _TOKENS.items():
        _replace(status, token, f'@{status}')


def _replace(status: str, old: str, new: str) -> None:
    sqlite = op.get_bind().dialect.name == 'sqlite'
    words = f"replace(words, '{old}', '{new}')" if sqlite else f"replace(words::text, '{old}', '{new}')::tsvector"
    op.execute(
        f"UPDATE ideas_fts SET words = {words} WHERE rowid IN (SELECT id FROM ideas WHERE status = '{status}')"
    )
