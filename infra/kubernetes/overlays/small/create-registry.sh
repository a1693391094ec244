#!/bin/sh
# Gives the schema registry a database of its own on first start.
set -eu
if [ -n "${REGISTRY_DATABASE_PASSWORD_FILE:-}" ]; then REGISTRY_DATABASE_PASSWORD=$(cat "$REGISTRY_DATABASE_PASSWORD_FILE"); fi
psql --set=ON_ERROR_STOP=1 --set=password="$REGISTRY_DATABASE_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role registry login password :'password';
create database registry owner registry;
SQL
