#!/bin/sh
# Makes the application's own role, which is no superuser: whoever has its password reads no file of the server.
# The superuser keeps no password, so it logs in on the machine itself alone. PostgreSQL's image runs this once.
set -eu
psql --set ON_ERROR_STOP=1 --set "password=$POSTGRES_PASSWORD" --dbname livesessions --quiet <<'SQL'
CREATE ROLE livesessions LOGIN PASSWORD :'password';
ALTER DATABASE livesessions OWNER TO livesessions;
ALTER ROLE CURRENT_USER PASSWORD NULL;
SQL
