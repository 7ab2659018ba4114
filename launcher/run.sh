# Starts the JVM. Sourced; expects $home, $cache and $jdk.

# Replaces this shell by the command line's JVM.
run_acinus() {
  local app=$home
  ! is_source_tree || app=$home/cli/target/app
  local jars=("$app"/lib/cli-*.jar)
  [[ -f ${jars[0]} ]] || fail_defect "$app/lib holds no cli jar: unpack the release again, or remove cli/target to build again"
  local more=()
  read -r -a more <<<"${ACINUS_JAVA_OPTS:-}" || true
  mkdir -p "$cache/log" "$cache/jna" "$cache/pdfbox"
  # Java can tell a terminal from a file for standard input and output only; progress goes to standard error.
  local terminal=false
  [[ ! -t 2 ]] || terminal=true
  use_utf8_file_names
  local temporary=()
  make_temporary_folder
  # DJL unpacks its engines here. Unless told otherwise, DJL and ONNX Runtime would send telemetry.
  export DJL_CACHE_DIR=$cache/djl OPT_OUT_TRACKING=true ORT_DISABLE_TELEMETRY=1
  exec "$jdk/bin/java" "@$home/launcher/jvm.options" \
    "-Dacinus.home=$home" \
    "-Dacinus.cache=$cache" \
    "-Dacinus.terminal=$terminal" \
    "-Donnxruntime.native.path=$app/native/onnxruntime" \
    "-Dorg.bytedeco.javacpp.cachedir=$cache/javacpp" \
    "-Djna.tmpdir=$cache/jna" \
    "-Dpdfbox.fontcache=$cache/pdfbox" \
    "-XX:ErrorFile=$cache/log/crash-%p.log" \
    ${temporary[@]+"${temporary[@]}"} \
    ${more[@]+"${more[@]}"} \
    -cp "${jars[0]}" org.acinus.cli.Main "$@"
}

# Sets $temporary to a flag that gives this process a folder of its own for temporary files. Killed processes leave
# some: by the folder's name, PID@PLACE (org.acinus.draft.TemporaryFolder), the next start knows whose they are. Where
# there can be no such folder, temporary files lie where Java puts them.
make_temporary_folder() {
  local all=${TMPDIR:-/tmp}/acinus-$EUID boot names
  mkdir -m 700 "$all" 2>/dev/null || true
  # In a folder that everybody writes to, somebody else may have made it first.
  [[ -d $all && ! -L $all && -O $all ]] || return 0
  read -r boot 2>/dev/null </proc/sys/kernel/random/boot_id || return 0
  names=$(readlink /proc/self/ns/pid) || return 0
  local own=$all/$$@${names//[!0-9]/}-${boot%%-*}
  mkdir -m 700 "$own" 2>/dev/null || [[ -d $own ]] || return 0
  # shellcheck disable=SC2034 # the caller's
  temporary=("-Djava.io.tmpdir=$own")
}

# Without a UTF-8 locale, as in many containers, Java cannot open a slide whose name is not ASCII.
use_utf8_file_names() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}
