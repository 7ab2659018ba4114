# Locks between processes, so that two first starts do not collide. Sourced.
#
# flock where there is one: the kernel lets go of it whatever becomes of the holder. Elsewhere a folder, which says whose
# it is, so that one left behind by a dead process is taken over.

# Takes the lock $2, on file descriptor $1 (8 or 9); says "$3" where it has to wait.
lock() {
  local descriptor=$1 file=$2 busy=$3
  if command -v flock >/dev/null; then
    eval "exec $descriptor>>\"\$file\""
    if ! flock -n "$descriptor"; then
      say "$busy"
      flock "$descriptor"
    fi
    return
  fi
  local waited=0
  until mkdir "$file.d" 2>/dev/null; do
    if lock_is_stale "$file.d" "$waited"; then
      rm -rf "$file.d"
      continue
    fi
    [[ $waited -gt 0 ]] || say "$busy"
    waited=$((waited + 1))
    sleep 1
  done
  printf '%s %s\n' "$(uname -n)" "$$" >"$file.d/owner"
}

# Whether the process that holds lock folder $1 is gone; $2 is how many seconds we have waited.
lock_is_stale() {
  local host pid
  if ! read -r host pid 2>/dev/null <"$1/owner"; then
    # The moment between mkdir and the owner's line, or a death in it.
    [[ $2 -ge 10 ]]
    return
  fi
  [[ $host == "$(uname -n)" ]] && ! kill -0 "$pid" 2>/dev/null
}

# Lets go of the lock $2 on descriptor $1. Children that outlive us must not hold it: start them with "8>&- 9>&-".
unlock() {
  local descriptor=$1 file=$2 host pid
  if command -v flock >/dev/null; then
    eval "exec $descriptor>&-"
  elif read -r host pid 2>/dev/null <"$file.d/owner" && [[ $host == "$(uname -n)" && $pid == "$$" ]]; then
    rm -rf "$file.d"
  fi
}
