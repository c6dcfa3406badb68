"""The permission matrix: every route, for everybody, in every state, against what `docs/permissions.md` says."""
