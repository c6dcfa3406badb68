"""The index by which ideas are searched, filled with those that there are

Revision ID: 2026_11_24_search
Revises: 2026_11_24_imports
"""

from alembic import op
from ideaboard.core.ideas import search

revision = '2026_11_24_search'
down_revision = '2026_11_24_imports'
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == 'sqlite':
        # The tokens come analysed: what is between two spaces is one. Only whether a token is there is asked for.
        op.execute(
            "CREATE VIRTUAL TABLE ideas_fts USING fts5("
            "title UNINDEXED, words, tokenize = \"ascii tokenchars '.:=~@'\", detail = none, columnsize = 0)"
        )
    else:
        op.execute(
            "CREATE TABLE ideas_fts (rowid bigint CONSTRAINT pk_ideas_fts PRIMARY KEY, title text NOT NULL,"
            " words tsvector NOT NULL) WITH (toast_tuple_target = 256)"
        )
        # Beside the row: who asks for the newest hits reads rows, and no row's words.
        op.execute("ALTER TABLE ideas_fts ALTER COLUMN words SET STORAGE EXTERNAL")
        op.execute("CREATE INDEX ix_ideas_fts_words ON ideas_fts USING gin (words)")
    search.rebuild(op.get_bind())


def downgrade() -> None:
    op.execute("DROP TABLE ideas_fts")
