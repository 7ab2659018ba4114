# Tests the release archive as a person meets it: unpacked somewhere, on a machine with a Java runtime and nothing else.
# Sourced.

# Everything the launcher of an unpacked release may use beside bash itself.
readonly BASIC_TOOLS="bash dirname env mkdir readlink uname"
# Well above what it has; tells of something large that slipped in.
readonly ARCHIVE_MAX_MB=400

test_archive() {
  local archive release scratch
  archive=$(find "$home/cli/target" -maxdepth 1 -name 'acinus-*.tar.gz')
  [[ -f $archive ]] || fail_check "there is not one release archive in cli/target but: ${archive:-none}"
  say "testing ${archive##*/} ($(size_in_mb "$archive") MB)"
  scratch=$(mktemp -d)
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$scratch'" EXIT
  mkdir "$scratch/unpacked here"
  tar -xzf "$archive" -C "$scratch/unpacked here"
  release=$(echo "$scratch/unpacked here"/acinus-*)
  require_contents "$archive" "$release"
  require_runs "$release" "$scratch"
  rm -rf "$scratch"
  trap - EXIT
}

require_contents() {
  local archive=$1 release=$2 path
  for path in acinus launcher/jvm.options native/libopenslide.so.1 native/libturbojpeg.so.0 native/licences native/onnxruntime \
    weights/LICENSE "weights/$WEIGHTS_FILE" models LICENSE NOTICE THIRD-PARTY.txt; do
    [[ -e $release/$path ]] || fail_check "the archive lacks $path"
  done
  [[ ! -f $home/README.md || -f $release/README.md ]] || fail_check "the archive lacks README.md"
  path=$(cd "$release" && find . | grep -iE 'bio-?formats|formats-(gpl|bsd|api)|/ome-|arvaniti|gleason-mobilenet|lib/(junit|assertj|archunit)' || true)
  [[ -z $path ]] || fail_check "the archive holds what it must not: $path"
  [[ $(size_in_mb "$archive") -le $ARCHIVE_MAX_MB ]] ||
    fail_check "the archive has $(size_in_mb "$archive") MB, more than $ARCHIVE_MAX_MB"
}

# Runs the release with an environment of its own: no Maven, no Python, an empty cache, and no network where we may.
require_runs() {
  local release=$1 scratch=$2 tool said isolate=()
  mkdir "$scratch/bin" "$scratch/home"
  for tool in $BASIC_TOOLS; do
    ln -s "$(command -v "$tool")" "$scratch/bin/$tool"
  done
  if unshare --net true 2>/dev/null; then
    isolate=(unshare --net)
  elif unshare --map-root-user --net true 2>/dev/null; then
    isolate=(unshare --map-root-user --net)
  fi
  local started=(${isolate[@]+"${isolate[@]}"} env -i "PATH=$scratch/bin" "HOME=$scratch/home"
    "ACINUS_JAVA_HOME=$jdk" "$release/acinus")
  said=$("${started[@]}" --version) || fail_check "the release does not start"
  [[ $said == acinus\ [0-9]* ]] || fail_check "the release does not say its version but: $said"
  "${started[@]}" doctor >"$scratch/doctor" || fail_check "doctor in the release says: $(cat "$scratch/doctor")"
}

size_in_mb() {
  local kilobytes rest
  read -r kilobytes rest < <(du -k "$1")
  printf '%d' $((kilobytes / 1024))
}

fail_check() {
  say "$@"
  exit 1
}
