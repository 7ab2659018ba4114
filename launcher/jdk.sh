# Finds a JDK 25. Sourced; sets $jdk.
#
# Asks the file `release` that every JDK carries, since starting a JVM for each candidate would take longer than most
# commands do. Looks where distributions, SDKMAN and people put JDKs, for PATH often leads to an older one.

readonly JAVA_MAJOR=25

# The feature version of the JDK in folder $1, into $found_major; empty where it is none.
read_java_major() {
  local line
  found_major=
  [[ -x $1/bin/java && -r $1/release ]] || return 0
  while IFS= read -r line || [[ -n $line ]]; do
    if [[ $line =~ ^JAVA_VERSION=\"?([0-9]+) ]]; then
      found_major=${BASH_REMATCH[1]}
      return 0
    fi
  done <"$1/release"
}

# Building needs the compiler as well.
is_usable_jdk() {
  read_java_major "$1"
  [[ $found_major == "$JAVA_MAJOR" ]] || return 1
  ! is_source_tree || [[ -x $1/bin/javac ]]
}

# The home of the java on PATH, links followed; empty where there is none.
java_home_on_path() {
  local java
  java=$(command -v java) || return 0
  while [[ -L $java ]]; do
    local link
    link=$(readlink "$java")
    [[ $link == /* ]] || link=$(dirname "$java")/$link
    java=$link
  done
  dirname "$(dirname "$java")"
}

find_jdk() {
  local candidate what="a Java $JAVA_MAJOR runtime"
  ! is_source_tree || what="a JDK $JAVA_MAJOR with javac"
  if [[ -n ${ACINUS_JAVA_HOME:-} ]]; then
    is_usable_jdk "$ACINUS_JAVA_HOME" ||
      fail_machine "ACINUS_JAVA_HOME=$ACINUS_JAVA_HOME is not $what (its release file says '${found_major:-nothing}'): point it to one, or unset it"
    jdk=$ACINUS_JAVA_HOME
    return
  fi
  # What the user chose first, then what is installed for all.
  for candidate in "${JAVA_HOME:-}" "$(java_home_on_path)" "${HOME:-}"/.sdkman/candidates/java/* \
    /usr/lib/jvm/* /opt/* /usr/java/*; do
    if [[ -n $candidate ]] && is_usable_jdk "$candidate"; then
      jdk=$candidate
      return
    fi
  done
  fail_machine "$what is missing: install one (Debian 13, Ubuntu 24.04 and later: apt-get install openjdk-$JAVA_MAJOR-jdk-headless; elsewhere: https://adoptium.net), or set ACINUS_JAVA_HOME to it"
}
