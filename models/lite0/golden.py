"""Golden embeddings of EfficientNet-Lite0, computed in float64 by plain numpy.

    python3 golden.py efficientnet-lite0-57934424.pth > golden.json

Shares no code with Acinus and needs neither torch nor an ONNX runtime: it reads the checkpoint with Python's own
pickle, keeps batch norm apart from the convolutions and convolves by shifted sums, so that the folded graph which
Acinus writes from the same checkpoint is checked against an independent computation.
"""
import collections
import json
import pickle
import sys

import numpy as np

#         kernel, stride, in, hidden, out
BLOCKS = [(3, 1, 32, 32, 16), (3, 2, 16, 96, 24), (3, 1, 24, 144, 24), (5, 2, 24, 144, 40), (5, 1, 40, 240, 40),
          (3, 2, 40, 240, 80), (3, 1, 80, 480, 80), (3, 1, 80, 480, 80), (5, 1, 80, 480, 112), (5, 1, 112, 672, 112),
          (5, 1, 112, 672, 112), (5, 2, 112, 672, 192), (5, 1, 192, 1152, 192), (5, 1, 192, 1152, 192),
          (5, 1, 192, 1152, 192), (3, 1, 192, 1152, 320)]
SIZE = 224


class Legacy(pickle.Unpickler):
    """The state dict of a checkpoint from before PyTorch 1.6; nothing but tensors is let in."""

    def find_class(self, module, name):
        return {("collections", "OrderedDict"): collections.OrderedDict,
                ("torch._utils", "_rebuild_tensor_v2"): lambda s, offset, size, stride, *_: (s, offset, size, stride),
                ("torch", "FloatStorage"): np.dtype("<f4"), ("torch", "LongStorage"): np.dtype("<i8")}[module, name]

    def persistent_load(self, pid):
        _, dtype, key, _, count, _ = pid
        return key, dtype, count


def read(path):
    with open(path, "rb") as file:
        for _ in range(3):
            pickle.load(file)
        state = Legacy(file).load()
        dtypes = {s[0]: s[1] for s, _, _, _ in state.values()}
        storages = {}
        for key in pickle.load(file):
            count = int.from_bytes(file.read(8), "little")
            storages[key] = np.frombuffer(file.read(count * dtypes[key].itemsize), dtypes[key])
    return {name: np.lib.stride_tricks.as_strided(
                storages[s[0]][offset:], size, [st * s[1].itemsize for st in stride]).astype(np.float64)
            for name, (s, offset, size, stride) in state.items()}


def same_pad(x, kernel, stride):
    n = x.shape[1]
    total = max((-(-n // stride) - 1) * stride + kernel - n, 0)
    before = total // 2
    return np.pad(x, ((0, 0), (before, total - before), (before, total - before))), -(-n // stride)


def convolve(x, weight, stride=1):
    kernel = weight.shape[2]
    padded, n = same_pad(x, kernel, stride)
    depthwise = weight.shape[1] == 1 and x.shape[0] == weight.shape[0]
    out = np.zeros((weight.shape[0], n, n))
    for i in range(kernel):
        for j in range(kernel):
            part = padded[:, i:i + (n - 1) * stride + 1:stride, j:j + (n - 1) * stride + 1:stride]
            tap = weight[:, :, i, j]
            out += part * tap[:, :1, None] if depthwise else np.tensordot(tap, part, 1)
    return out


def norm(t, name, x):
    mean, var = t[name + ".running_mean"], t[name + ".running_var"]
    scaled = (x - mean[:, None, None]) / np.sqrt(var + 1e-3)[:, None, None]
    return scaled * t[name + ".weight"][:, None, None] + t[name + ".bias"][:, None, None]


def embed(t, pixels):
    """Embedding of one tile of SIZE x SIZE x 3 bytes."""
    x = (pixels.reshape(SIZE, SIZE, 3).astype(np.float64) - 127) / 128
    x = np.clip(norm(t, "_bn0", convolve(x.transpose(2, 0, 1), t["_conv_stem.weight"], 2)), 0, 6)
    for i, (_, stride, inside, hidden, outside) in enumerate(BLOCKS):
        b = f"_blocks.{i}."
        y = x
        if hidden != inside:
            y = np.clip(norm(t, b + "_bn0", convolve(y, t[b + "_expand_conv.weight"])), 0, 6)
        y = np.clip(norm(t, b + "_bn1", convolve(y, t[b + "_depthwise_conv.weight"], stride)), 0, 6)
        y = norm(t, b + "_bn2", convolve(y, t[b + "_project_conv.weight"]))
        x = x + y if stride == 1 and inside == outside else y
    return np.clip(norm(t, "_bn1", convolve(x, t["_conv_head.weight"])), 0, 6).mean(axis=(1, 2))


def golden_input(name):
    i = np.arange(SIZE * SIZE * 3, dtype=np.int64)
    if name.startswith("ramp:"):
        return ((37 * i + int(name[5:]) * (i >> 8)) % 256).astype(np.uint8)
    return np.full(i.shape, {"zeros": 0, "ones": 255}[name], np.uint8)


def case(t, name):
    y = embed(t, golden_input(name))
    largest = np.argsort(-y, kind="stable")[:12]
    indices = sorted({int(i) for i in largest} | set(range(0, 1280, 320)))
    return {"input": name, "indices": indices, "values": [round(float(y[i]), 6) for i in indices]}


if __name__ == "__main__":
    tensors = read(sys.argv[1])
    cases = [case(tensors, name) for name in ("zeros", "ones", "ramp:5")]
    print("[\n " + ",\n ".join(json.dumps(c) for c in cases) + "\n]")
