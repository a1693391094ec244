#!/bin/sh
# Gives the schema registry a database of its own on first start.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$REGISTRY_DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role registry login password :'password';
create database registry owner registry;
SQL
