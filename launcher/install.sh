#!/usr/bin/env bash
# Fetches an optional part into the cache: install.sh bioformats. Run by "acinus doctor --install".
set -euo pipefail

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=launcher/setup.sh
. "$home/launcher/setup.sh"
# shellcheck source=launcher/optional.sh
. "$home/launcher/optional.sh"

[[ ${1:-} == bioformats ]] || fail_machine "there is nothing to install by the name '${1:-}', only bioformats"
find_cache
fetch_bioformats
