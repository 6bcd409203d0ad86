#!/usr/bin/env bash
# A PostgreSQL server of its own for a test, on loopback, in a folder that is thrown away:
#   tests/support/postgres.sh COMMAND...   runs COMMAND with WF_TEST_STORE=postgresql://... and stops the server
# initdb refuses root: as root it runs as the user that the Debian package makes. Exit 77: PostgreSQL is not installed.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed (apt-get install postgresql)"; exit 77; }
as=()
if [ "$(id -u)" -eq 0 ]; then
  id postgres >/dev/null 2>&1 || { echo "there is no user postgres to run the server"; exit 77; }
  as=(setpriv --reuid postgres --regid postgres --init-groups)
fi
folder=$(mktemp -d /tmp/wf-postgres.XXXXXX)
stop() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
[ ${#as[@]} -eq 0 ] || chown postgres "$folder"
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U wayforward -A trust -E UTF8 --no-locale >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/data/server.log" \
  -o "-h 127.0.0.1 -p $port -k $folder -c max_connections=300 -c shared_buffers=64MB" start >/dev/null || { cat "$folder/data/server.log"; exit 1; }
cd "$OLDPWD"
export WF_TEST_STORE="postgresql://wayforward@127.0.0.1:$port/postgres"
"$@"
