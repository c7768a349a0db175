"""The environment's words for where the platform is; nothing heavy is loaded for them."""

#: The database, as the application and as who migrates.
URL, MIGRATE_URL = "TONGBAN_DATABASE_URL", "TONGBAN_MIGRATE_URL"
#: The data directory.
DATA = "TONGBAN_DATA"
