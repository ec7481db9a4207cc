"""What the tests stand on: their own data folder and database, real servers, real browsers."""
