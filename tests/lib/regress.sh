#!/bin/sh
# regress.sh COMMAND: what pg_regress starts each file with. By itself it would
# have dates written the Californian way.
PGDATESTYLE=ISO PGTZ=UTC exec "$@"
