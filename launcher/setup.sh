# What ./acinus and ./check do before anything else. Sourced; expects $home, the folder of the release or source tree.
#
# Reading order: messages, platform, jdk, lock, fetch, build; then set_up below.

# shellcheck source=launcher/messages.sh
. "$home/launcher/messages.sh"
# shellcheck source=launcher/jdk.sh
. "$home/launcher/jdk.sh"
# shellcheck source=launcher/lock.sh
. "$home/launcher/lock.sh"
# shellcheck source=launcher/fetch.sh
. "$home/launcher/fetch.sh"
# shellcheck source=launcher/build.sh
. "$home/launcher/build.sh"

# A source tree is built here; an unpacked release is not.
is_source_tree() {
  [[ -f $home/pom.xml ]]
}

# Sets $cache, an absolute path to a folder that can be written.
find_cache() {
  cache=${ACINUS_CACHE:-}
  if [[ -z $cache ]]; then
    [[ -n ${HOME:-} ]] || fail_machine "HOME is not set: set ACINUS_CACHE to a folder that may hold 1.5 GB"
    cache=$HOME/.cache/acinus
  fi
  [[ $cache == /* ]] || cache=$PWD/$cache
  if ! mkdir -p "$cache" 2>/dev/null || [[ ! -w $cache ]]; then
    fail_machine "the cache folder $cache cannot be written: set ACINUS_CACHE to one that can"
  fi
}

# Fetches and builds what is missing; silent, and without any network, where nothing is.
set_up() {
  if is_source_tree; then
    fetch_missing
    build_if_needed
  fi
}
