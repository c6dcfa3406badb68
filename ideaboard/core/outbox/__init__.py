"""What happened (events), what is owed because of it (jobs), and each attempt (deliveries)."""
