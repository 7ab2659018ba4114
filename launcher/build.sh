# Builds the source tree once, and again when a source has changed. Sourced.
#
# Maven runs on the JDK we found and keeps its libraries in $cache/m2. Once a set of poms has been built they are all
# there, and Maven runs offline.

readonly BUILD_STAMP=cli/target/app/built
readonly RESOLUTION_FAILURE='could not be resolved|Could not (resolve|transfer|find)|Non-resolvable'

build_if_needed() {
  if [[ ${ACINUS_BUILD:-} == never ]]; then
    [[ -d $home/cli/target/app/lib ]] || fail_machine "nothing is built yet: unset ACINUS_BUILD"
    return
  fi
  ! is_built || return 0
  find_maven
  mkdir -p "$home/target" 2>/dev/null || fail_machine "$home/target cannot be written, and Acinus has to be built there"
  lock 8 "$home/target/build.lock" "another acinus is building; waiting for it"
  is_built || build
  unlock 8 "$home/target/build.lock"
}

# Whether nothing that the build reads is newer than the start of the last one. Folders count too: their date tells of
# files that went away.
is_built() {
  local newer
  [[ -f $home/$BUILD_STAMP ]] || return 1
  newer=$(cd "$home" && find pom.xml .mvn models ./*/pom.xml ./*/src/main -newer "$BUILD_STAMP" -print 2>/dev/null |
    head -n 1)
  [[ -z $newer ]]
}

find_maven() {
  command -v mvn >/dev/null || fail_machine "Maven is missing, which builds Acinus: apt-get install maven"
}

build() {
  local log=$home/target/build.log
  begin_build
  if is_warm package; then
    say "building …"
    maven package "$log" && end_build package && return
    # Something was taken out of the cache behind our back.
    is_resolution_failure "$log" || report_build_failure "$log"
    rm -f "$(warm_mark package)"
  fi
  lock 9 "$cache/fetch.lock" "another acinus is fetching; waiting for it"
  say "first use: building; Maven fetches libraries (about 300 MB) into $cache/m2 …"
  start_progress
  maven package "$log" || report_build_failure "$log"
  stop_progress
  end_build package
  unlock 9 "$cache/fetch.lock"
}

# The stamp carries the time at which the build began, so that a source changed during it counts as newer.
begin_build() {
  : >"$home/target/build.started"
}

# Marks everything as built, and the libraries for Maven goal $1 as fetched.
end_build() {
  mv -f "$home/target/build.started" "$home/$BUILD_STAMP"
  : >"$(warm_mark "$1")"
}

# A file that says that all that goal $1 needs with these very poms is in $cache/m2.
warm_mark() {
  local sum
  sum=$(cat "$home/pom.xml" "$home"/*/pom.xml "$home"/.mvn/* | cksum)
  printf '%s/m2/acinus-%s-%s' "$cache" "$1" "${sum%% *}"
}

is_warm() {
  [[ -f $(warm_mark "$1") ]]
}

# What a user needs and no more: no tests, no benchmarks, no checks of the sources. Output to the file $2.
maven() {
  run_maven "$1" --quiet -pl cli -am -DskipTests -Dacinus.quick "$1" >"$2" 2>&1
}

# Runs Maven with the arguments after $1, offline where all that goal $1 needs is there.
run_maven() {
  local offline=()
  ! is_warm "$1" || offline=(--offline)
  shift
  (
    cd "$home" || exit
    # A mavenrc may set another JAVA_HOME.
    MAVEN_SKIP_RC=1 JAVA_HOME=$jdk mvn --batch-mode -Dstyle.color=never ${offline[@]+"${offline[@]}"} \
      "-Dmaven.repo.local=$cache/m2" "-Dacinus.cache=$cache" "$@"
  ) 8>&- 9>&-
}

is_resolution_failure() {
  grep -qE "$RESOLUTION_FAILURE" "$1"
}

report_build_failure() {
  stop_progress
  local reason
  if is_resolution_failure "$1"; then
    reason=$(grep -m 1 -E "$RESOLUTION_FAILURE" "$1")
    reason=${reason%% -> *}
    fail_machine "Maven cannot fetch a library (${reason#*\] }; all of it: $1): connect to Maven Central once, or copy a filled cache folder to $cache"
  fi
  reason=$(grep -m 1 -F '[ERROR]' "$1" || true)
  reason=${reason#*\] }
  fail_defect "the build failed (${reason:-no message}); all of it: $1"
}

# Says every ten seconds how much is there, for a first build takes minutes on a slow line.
start_progress() {
  (
    megabytes=0
    while sleep 10 >/dev/null 2>&1 && kill -0 "$$" 2>/dev/null; do
      before=$megabytes
      megabytes=$(du -sk "$cache/m2" 2>/dev/null | awk '{ printf "%d", $1 / 1024 }')
      if [[ $megabytes != "$before" ]]; then
        say "… $megabytes MB of libraries are there"
      fi
    done
  ) 8>&- 9>&- &
  progress=$!
  trap stop_progress EXIT
}

stop_progress() {
  [[ -n ${progress:-} ]] || return 0
  kill "$progress" 2>/dev/null || true
  progress=
  trap - EXIT
}
