"""What commands share: their record, the way from words to settings, the tables that they print."""
