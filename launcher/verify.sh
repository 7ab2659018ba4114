# Runs Maven's whole life cycle with all tests. Sourced.

verify() {
  local log=$home/target/check.log goals=(verify)
  [[ $# -gt 0 ]] || goals=(verify -Parchive)
  find_maven
  mkdir -p "$home/target"
  lock 8 "$home/target/build.lock" "another acinus is building; waiting for it"
  if is_warm verify; then
    say "testing; Maven runs offline"
  else
    lock 9 "$cache/fetch.lock" "another acinus is fetching; waiting for it"
    say "testing; Maven fetches what is missing into $cache/m2 …"
  fi
  begin_build
  local status=0
  run_maven verify "${goals[@]}" "$@" 2>&1 | tee "$log" || status=$?
  report_tests "$log"
  [[ $status -eq 0 ]] || report_check_failure "$log"
  # Only a whole build says that everything is built and fetched.
  [[ $# -gt 0 ]] || { end_build verify && : >"$(warm_mark package)"; }
  unlock 9 "$cache/fetch.lock"
  unlock 8 "$home/target/build.lock"
}

# Adds up the closing lines of Surefire and Failsafe, one for each module.
report_tests() {
  local totals
  totals=$(awk '
    # "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0" ends a module; lines of single classes go on with a time.
    /Tests run: / && !/Time elapsed/ {
      gsub(/\033\[[0-9;]*m/, "")
      split($0, part, /[:,]/)
      run += part[2]; failed += part[4]; broken += part[6]; skipped += part[8]
    }
    END { printf "%d tests in all, %d failures, %d errors, %d skipped", run, failed, broken, skipped }' "$1")
  say "$totals"
}

report_check_failure() {
  if is_resolution_failure "$1"; then
    rm -f "$(warm_mark verify)"
    fail_machine "Maven cannot fetch a library (see $1): connect to Maven Central once, then run ./check again"
  fi
  say "the check failed; all of it: $1"
  exit 1
}
