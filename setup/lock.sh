#!/bin/sh
# Writes requirements/ anew from pyproject.toml: newest versions, with hashes, without any address.

set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
$uv lock --quiet --upgrade
for kind in runtime dev; do
    group=--dev
    [ $kind = runtime ] && group=--no-dev
    $uv export --quiet --no-emit-project --no-header --no-annotate $group --output-file requirements/$kind.txt
done
echo uv | $uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
    --output-file requirements/uv.txt -
rm -f uv.lock
