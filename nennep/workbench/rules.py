"""What holds whatever the database says."""
