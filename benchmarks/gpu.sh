#!/usr/bin/env bash
# Measures extraction on a machine with NVIDIA GPUs: bench extract on each number of GPUs, results as JSON.
#   benchmarks/gpu.sh SLIDE OUT [PACK...]
# Build for GPUs first (docs/gpu.md). Any failure ends it: a GPU that is not used is an error, never a slow result.
set -euo pipefail
[[ $# -ge 2 ]] || { echo "usage: benchmarks/gpu.sh SLIDE OUT [PACK...]" >&2; exit 2; }
home=$(cd "$(dirname "$0")/.." && pwd)
slide=$1 out=$2
shift 2
packs=("$@")
[[ ${#packs[@]} -gt 0 ]] || packs=(lite0)
export ACINUS_CUDA=1
mkdir -p "$out"
nvidia-smi --query-gpu=index,name,memory.total,driver_version --format=csv >"$out/gpus.csv"
"$home/acinus" doctor --json >"$out/doctor.json" || true
gpus=$(nvidia-smi --list-gpus | wc -l)
for pack in "${packs[@]}"; do
  for ((n = 1; n <= gpus; n *= 2)); do
    devices=$(seq -s, -f 'cuda:%g' 0 $((n - 1)))
    echo "$pack on $devices" >&2
    "$home/acinus" bench extract --slide "$slide" --pack "$pack" --reader direct --device "$devices" --rounds 5 \
      --most-tiles 20000 --json >"$out/$pack-$n.json"
  done
  "$home/acinus" bench extract --slide "$slide" --pack "$pack" --reader direct --device cpu --rounds 3 --json \
    >"$out/$pack-cpu.json"
done
echo "results in $out" >&2
