"""What every route shares: how it is asked, answered and refused. The only place that knows flask-smorest."""
