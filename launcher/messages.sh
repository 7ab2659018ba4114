# Lines for a person, on standard error. Sourced.

# Exit codes of the command line's contract: see ./acinus --help.
readonly EXIT_MACHINE=4 EXIT_DEFECT=70

say() {
  printf 'acinus: %s\n' "$*" >&2
}

# Ends with the code for "this machine lacks something"; one line: what, and how to get it.
fail_machine() {
  say "$@"
  exit "$EXIT_MACHINE"
}

# Ends with the code for a defect of ours.
fail_defect() {
  say "$@"
  exit "$EXIT_DEFECT"
}
