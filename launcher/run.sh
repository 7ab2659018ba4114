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
    ${more[@]+"${more[@]}"} \
    -cp "${jars[0]}" org.acinus.cli.Main "$@"
}

# Without a UTF-8 locale, as in many containers, Java cannot open a slide whose name is not ASCII.
use_utf8_file_names() {
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
    *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
    *) export LC_ALL=C.UTF-8 ;;
  esac
}
