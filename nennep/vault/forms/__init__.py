"""What people type about protected letters, one file a group of pages."""
