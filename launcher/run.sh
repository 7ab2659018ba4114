# Starts the JVM. Sourced; expects $home, $cache and $jdk.

# Replaces this shell by the command line's JVM.
run_acinus() {
  local app=$home
  ! is_source_tree || app=$home/cli/target/app
  local jars=("$app"/lib/cli-*.jar)
  [[ -f ${jars[0]} ]] || fail_defect "$app/lib holds no cli jar: unpack the release again, or remove cli/target to build again"
  local more=()
  read -r -a more <<<"${ACINUS_JAVA_OPTS:-}" || true
  mkdir -p "$cache/log" "$cache/jna"
  # DJL unpacks its engines here and, unless told otherwise, would send telemetry.
  export DJL_CACHE_DIR=$cache/djl OPT_OUT_TRACKING=true
  exec "$jdk/bin/java" "@$home/launcher/jvm.options" \
    "-Dacinus.home=$home" \
    "-Dacinus.cache=$cache" \
    "-Dacinus.weights=$(weights_folder)" \
    "-Donnxruntime.native.path=$app/native/onnxruntime" \
    "-Dorg.bytedeco.javacpp.cachedir=$cache/javacpp" \
    "-Djna.tmpdir=$cache/jna" \
    "-XX:ErrorFile=$cache/log/crash-%p.log" \
    ${more[@]+"${more[@]}"} \
    -cp "${jars[0]}" org.acinus.cli.Main "$@"
}

weights_folder() {
  if is_source_tree; then
    printf '%s' "$cache/weights"
  else
    printf '%s' "$home/weights"
  fi
}
