#!/usr/bin/env python3
"""Turns an encoder of timm, torchvision or Hugging Face into a model pack for Acinus.

The pack holds the network as an ONNX graph and as TorchScript (uint8 RGB tiles in, normalisation inside), its golden
answers to inputs drawn by formula, and a card. --fp16 and --int8 make two more packs, each of which states in its card
how far its embeddings are from the original's, as the cosine on the real tiles of --tiles.

  python3 export_encoder.py --timm vit_small_patch16_224.augreg_in21k --pretrained \
      --name vit-s16 --spacing 0.5 --licence Apache-2.0 --source "timm, augreg in21k" --out packs/
  python3 export_encoder.py --huggingface ./UNI2-h --swiglu --name uni2-h --spacing 0.5 --licence CC-BY-NC-ND-4.0 \
      --no-commercial --no-redistribution --source "MahmoodLab/UNI2-h" --tiles tiles/ --fp16 --out packs/
  python3 export_encoder.py --huggingface ./Virchow2 --swiglu --mean-patches --name virchow2 ...
  python3 export_encoder.py --huggingface ./phikon --name phikon ...
  python3 export_encoder.py --torchvision resnet50 --weights resnet50.pth --name resnet50 ...

Nothing is downloaded unless --pretrained asks for it. Research use only; not a medical device.
"""
import argparse
import contextlib
import hashlib
import inspect
import json
import pathlib
import pickle
import re
import sys
import tempfile

import numpy as np
import torch

IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
GOLDEN_VALUES = 24
INPUT, OUTPUT = "tiles", "embedding"
GRAPH, WEIGHTS = "encoder.onnx", "encoder.onnx.data"
LARGEST_GRAPH = 2_000_000_000  # bytes of weights


def fail(text):
    sys.exit("export_encoder: " + text)


def first_line(refused):
    """What an exception says in short; PyTorch lists every tensor."""
    lines = [line.strip() for line in str(refused).splitlines() if line.strip()]
    return (lines[-1] if lines and lines[0].startswith("Error(s)") else lines[0] if lines else "no reason given")[:200]


class TileEncoder(torch.nn.Module):
    """What Acinus runs: uint8 tiles [N, size, size, 3] to float32 embeddings [N, dimension]."""

    def __init__(self, network, mean, std):
        super().__init__()
        self.network = network
        self.register_buffer("scale", (1 / (255 * torch.tensor(std))).reshape(1, 3, 1, 1))
        self.register_buffer("shift", (-torch.tensor(mean) / torch.tensor(std)).reshape(1, 3, 1, 1))

    def forward(self, tiles):
        planes = tiles.permute(0, 3, 1, 2).to(torch.float32)
        return self.network(planes * self.scale + self.shift)


class ClassToken(torch.nn.Module):
    """The embedding of a vision transformer that gives tokens: its class token, with --mean-patches also the patches'
    mean. Registers, which lie between the two, are neither."""

    def __init__(self, network, mean_patches, before_patches):
        super().__init__()
        self.network = network
        self.mean_patches = mean_patches
        self.before_patches = before_patches

    def tokens(self, planes):
        return self.network(planes)

    def forward(self, planes):
        tokens = self.tokens(planes)
        if self.mean_patches:
            return torch.cat([tokens[:, 0], tokens[:, self.before_patches:].mean(dim=1)], dim=1)
        return tokens[:, 0]


class HuggingFaceClassToken(ClassToken):
    """The same of a network of transformers."""

    def __init__(self, network, mean_patches):
        super().__init__(network, mean_patches, 1 + getattr(network.config, "num_register_tokens", 0))

    def tokens(self, planes):
        return self.network(planes, return_dict=False)[0]


def torchvision_network(name):
    import torchvision
    if name == "vit_s_16":
        network = torchvision.models.VisionTransformer(
            image_size=224, patch_size=16, num_layers=12, num_heads=6, hidden_dim=384, mlp_dim=1536)
    elif name in torchvision.models.__dict__:
        network = getattr(torchvision.models, name)(weights=None)
    else:
        fail(f"torchvision has no model {name}")
    for head in ("fc", "classifier", "heads"):
        if hasattr(network, head):
            setattr(network, head, torch.nn.Identity())
            return network
    fail(f"torchvision's {name} has no head to take off; export it from a module of your own")


def timm_network(name, pretrained, options):
    """A model of timm, or a folder or repository in timm's format, and the mean and deviation that it wants."""
    import timm
    settings = {"num_classes": 0}
    if options.mean_patches:
        settings["global_pool"] = ""  # tokens instead of one of them
    if options.swiglu:
        settings.update(mlp_layer=timm.layers.SwiGLUPacked, act_layer=torch.nn.SiLU)
    try:
        network = timm.create_model(name, pretrained=pretrained, **settings)
    except (OSError, RuntimeError, TypeError, ValueError) as refused:
        gated = "it may have no gated layers: leave --swiglu out" if options.swiglu else \
            "UNI2-h, Virchow and Virchow2 take --swiglu"
        fits = not any(words in str(refused) for words in ("size mismatch", "Missing key", "Unexpected key"))
        fail(f"timm cannot make {name} ({first_line(refused)})" + ("" if fits else "; " + gated))
    if getattr(network, "dynamic_img_size", False):
        # Places are brought to the size of the tiles once and for all: a graph cannot do so.
        try:
            network.set_input_size(img_size=(options.size, options.size))
        except AssertionError as refused:
            fail(f"{name} does not take tiles of {options.size} px ({first_line(refused)}); --size is its own")
    for module in network.modules():
        if hasattr(module, "fused_attn"):
            module.fused_attn = False  # the fused kernel has no ONNX form before opset 14
    stated = network.pretrained_cfg
    if getattr(network, "global_pool", None) == "":
        network = ClassToken(network, options.mean_patches, network.num_prefix_tokens)
    return network, stated["mean"], stated["std"]


def freeze_positions(network, size):
    """Tiles have one size, so the encoding of places need not be interpolated anew for each batch; DINOv2's way of
    doing so has no ONNX form either."""
    side = size // getattr(network.config, "patch_size", size)
    for module in network.modules():
        positions = getattr(module, "position_embeddings", None)
        if isinstance(positions, torch.Tensor) and hasattr(module, "interpolate_pos_encoding"):
            with torch.no_grad():
                places = torch.zeros(1, 1 + side * side, positions.shape[-1])
                fixed = module.interpolate_pos_encoding(places, size, size).clone()
            module.interpolate_pos_encoding = lambda embeddings, height, width, fixed=fixed: fixed


def huggingface_file(options, name, absent):
    """A JSON file of the folder or repository that --huggingface names."""
    path = pathlib.Path(options.huggingface) / name
    if not pathlib.Path(options.huggingface).is_dir():
        import huggingface_hub
        try:
            path = pathlib.Path(huggingface_hub.hf_hub_download(
                options.huggingface, name, local_files_only=not options.pretrained))
        except Exception as missing:  # of many kinds, all of them told in the same way
            if name == "config.json":
                fail(f"{options.huggingface} is no folder, and no repository at hand ({missing}); --pretrained fetches")
            return absent
    return json.loads(path.read_text()) if path.exists() else absent


def load(options):
    """The network without its head, and the mean and deviation that it wants."""
    mean, std = IMAGENET_MEAN, IMAGENET_STD
    if options.timm:
        network, mean, std = timm_network(options.timm, options.pretrained, options)
    elif options.torchvision:
        if options.pretrained:
            fail("--pretrained is for --timm; give torchvision's weights by --weights")
        network = torchvision_network(options.torchvision)
    elif "architecture" in huggingface_file(options, "config.json", {}):
        # timm's own format: UNI, Virchow, H-optimus and most other encoders of pathology.
        where = "local-dir:" if pathlib.Path(options.huggingface).is_dir() else "hf-hub:"
        network, mean, std = timm_network(where + options.huggingface, True, options)
    else:
        import transformers
        try:
            network = transformers.AutoModel.from_pretrained(
                options.huggingface, local_files_only=not options.pretrained)
        except (OSError, RuntimeError, ValueError) as refused:
            fail(f"transformers cannot make {options.huggingface}: {first_line(refused)}")
        if hasattr(network, "set_attn_implementation"):
            network.set_attn_implementation("eager")  # the fused kernel again
        freeze_positions(network, options.size)
        network = HuggingFaceClassToken(network, options.mean_patches)
        stated = huggingface_file(options, "preprocessor_config.json", {})
        mean, std = stated.get("image_mean", mean), stated.get("image_std", std)
    if options.weights:
        try:
            state = torch.load(options.weights, map_location="cpu")
        except (EOFError, RuntimeError, pickle.UnpicklingError) as refused:
            fail(f"{options.weights} is no state dictionary of PyTorch ({first_line(refused)})")
        missing, unexpected = network.load_state_dict(state.get("state_dict", state), strict=False)
        unexpected = [key for key in unexpected if not re.match(r"(fc|head|heads|classifier)\b", key)]
        if missing or unexpected:
            fail(f"{options.weights} does not fit: missing {missing[:3]}, unexpected {unexpected[:3]}")
    return network, options.mean or mean, options.std or std


def drawn(name, size):
    """The golden inputs of pack.json: byte i of the packed tile is 0, 255, or (37 i + seed (i >> 8)) mod 256."""
    index = np.arange(3 * size * size, dtype=np.int64)
    if name == "zeros":
        values = np.zeros_like(index)
    elif name == "ones":
        values = np.full_like(index, 255)
    else:
        values = (37 * index + int(name.split(":")[1]) * (index >> 8)) & 255
    return values.astype(np.uint8).reshape(1, size, size, 3)


def golden(answer, size, share):
    """Golden cases: of each input the features that say most; the tolerance grows with them."""
    cases, greatest = [], 0.0
    for name in ("zeros", "ones", "ramp:1"):
        values = np.asarray(answer(drawn(name, size)), dtype=np.float64)[0]
        if not np.isfinite(values).all():
            fail(f"the network answers {name} with a value that is no number")
        places = sorted(int(i) for i in np.argsort(-np.abs(values))[:GOLDEN_VALUES])
        cases.append({"input": name, "indices": places, "values": [round(float(values[i]), 6) for i in places]})
        greatest = max(greatest, float(np.abs(values).max()))
    return {"cases": cases, "toleranceAbsolute": max(5e-4, share * greatest)}


def read_tiles(folder, size):
    from PIL import Image
    files = sorted(p for p in pathlib.Path(folder).rglob("*") if p.suffix.lower() in (".png", ".jpg", ".jpeg"))
    tiles = []
    for file in files[:256]:
        with Image.open(file) as picture:
            picture = picture.convert("RGB")
            side = min(picture.size)
            tiles.append(np.asarray(picture.crop((0, 0, side, side)).resize((size, size), Image.BOX)))
    if len(tiles) < 8:
        fail(f"{folder} holds {len(tiles)} tiles (PNG or JPEG); a measurement takes at least 8")
    return np.stack(tiles)


def runner(graph):
    """Runs a graph by ONNX Runtime, whose telemetry is off as in Acinus."""
    import os
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    return lambda tiles: np.concatenate(
        [session.run([OUTPUT], {INPUT: tiles[i:i + 8]})[0] for i in range(0, len(tiles), 8)])


def cosines(one, other):
    return (one * other).sum(1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1))


def sha256(file):
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def write_pack(options, folder, name, dimension, files, answers, measured, normalisation):
    """card, then pack.json, which holds the hash of everything else."""
    card = f"""# {name} {options.version}

Encoder, exported by `models/export/export_encoder.py` from {options.source}. Tiles of {options.size} px at
{options.spacing} µm per pixel in, embeddings of {dimension} numbers out. {measured}

Licence: {options.licence}. Commercial use {"permitted" if options.commercial else "forbidden"}. A head that is trained
on these embeddings may inherit the terms: read them.

Research use only; not a medical device.
"""
    (folder / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    encoder = {
        "inputPixels": options.size, "spacingMicrons": options.spacing, "inputName": INPUT, "outputName": OUTPUT,
        "layout": "NHWC uint8 RGB", "dimension": dimension, "normalisation": normalisation, "resampling": "area"}
    encoder.update(files)
    listed = ["MODEL_CARD.md", *files.values(), *([WEIGHTS] if (folder / WEIGHTS).exists() else [])]
    manifest = {
        "schema": 1, "kind": "encoder", "name": name, "version": options.version, "demo": False,
        "licence": {"id": options.licence, "commercialUse": options.commercial,
                    "redistribution": options.redistribution},
        "sources": [options.source], "card": "MODEL_CARD.md",
        "files": {f: sha256(folder / f) for f in sorted(listed)},
        "encoder": encoder, "golden": answers}
    (folder / "pack.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print(f"{name} {options.version}: {dimension} features. {measured}")


def place(options, name):
    """The folder of a pack to be, which is not there yet."""
    folder = pathlib.Path(options.out) / f"{name}-{options.version}"
    if folder.exists():
        fail(f"{folder} is there already; choose another --version or remove it")
    return folder


@contextlib.contextmanager
def draft(folder):
    """A folder that becomes the one given where all goes well, and nothing otherwise."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".draft-") as scratch:
        drafted = pathlib.Path(scratch) / folder.name
        drafted.mkdir()
        yield drafted
        drafted.rename(folder)
    print(f"{folder}: ready for ./acinus packs install")


def export(options):
    folder = place(options, options.name)
    torch.manual_seed(options.seed)
    network, mean, std = load(options)
    encoder = TileEncoder(network.eval(), mean, std).eval()
    example = torch.from_numpy(np.concatenate([drawn("ramp:1", options.size), drawn("ramp:2", options.size)]))
    try:
        with torch.no_grad():
            original = encoder(example)
    except (AssertionError, RuntimeError, ValueError) as refused:
        fail(f"the network does not take tiles of {options.size} px ({first_line(refused)}); --size is its own")
    # Traced while gradients are on: without, torch 1.13 takes a fused attention that cannot be exported. Its own check
    # of the trace runs without them and so sees another graph; what the two answer is compared here instead.
    traced = torch.jit.trace(encoder, example, check_trace=False)
    with torch.no_grad():
        answer = traced(example)
        difference = (answer - original).abs().max() / answer.abs().max()
    if not difference < 1e-4:
        fail(f"the traced network answers otherwise than the original, by {difference:.1e} of the greatest value")
    if answer.dim() != 2 or answer.shape[0] != 2:
        fail(f"the network gives {tuple(answer.shape)} for two tiles, not one embedding a tile")
    dimension = int(answer.shape[1])

    def ask(tiles):
        with torch.no_grad():
            return traced(torch.from_numpy(tiles)).numpy()

    normalisation = f"(x / 255 - {tuple(round(float(m), 6) for m in mean)}) / {tuple(round(float(s), 6) for s in std)}"
    with draft(folder) as drafted:
        torch.jit.save(traced, str(drafted / "encoder.pt"))
        write_graph(encoder, traced, example, drafted / GRAPH)
        write_pack(options, drafted, options.name, dimension, {"onnx": GRAPH, "torchscript": "encoder.pt"},
                   golden(ask, options.size, 1e-4), "Both files in single precision.", normalisation)
    return folder / GRAPH, dimension, normalisation


def write_graph(encoder, traced, example, target):
    # Torch 1.13 exports what was traced above, at most to opset 13; later ones lose its shapes on the way and trace the
    # network again, by fused attention, which takes a later opset. From 2.9 on they do even that only when told.
    later = "dynamo" in inspect.signature(torch.onnx.export).parameters
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        graph = pathlib.Path(scratch) / GRAPH
        torch.onnx.export(
            encoder if later else traced, example, str(graph), opset_version=17 if later else 13,
            input_names=[INPUT], output_names=[OUTPUT], dynamic_axes={INPUT: {0: "n"}, OUTPUT: {0: "n"}},
            **({"dynamo": False} if later else {}))
        if len(list(graph.parent.iterdir())) == 1:
            graph.rename(target)
        else:  # Beyond 2 GiB torch writes a file for each weight.
            import onnx
            save(onnx.load(str(graph)), target)


def save(model, target):
    """One message of protobuf ends at 2 GiB; beyond that the weights lie in one file beside the graph."""
    import onnx
    if weight_bytes(model) < LARGEST_GRAPH:
        onnx.save(model, str(target))
    else:
        onnx.save(model, str(target), save_as_external_data=True, location=WEIGHTS)
        target.with_name(WEIGHTS).chmod(target.stat().st_mode)  # onnx writes for its owner alone


def weight_bytes(model):
    return sum(len(weight.raw_data) for weight in model.graph.initializer)


def half(source, target):
    import onnx
    from onnxruntime.transformers import float16
    model = onnx.load(str(source))
    # Inputs and outputs stay as they are: uint8 tiles in, float32 embeddings out. Shapes are inferred on one message of
    # protobuf, which a large network does not fit; those that torch wrote down are enough.
    save(float16.convert_float_to_float16(
        model, keep_io_types=True, disable_shape_infer=weight_bytes(model) >= LARGEST_GRAPH), target)


def eighth(source, target, tiles):
    from onnxruntime import quantization

    class Tiles(quantization.CalibrationDataReader):
        def __init__(self):
            self.waiting = iter([{INPUT: tiles[i:i + 4]} for i in range(0, min(64, len(tiles)), 4)])

        def get_next(self):
            return next(self.waiting, None)

    import onnx
    large = weight_bytes(onnx.load(str(source))) >= LARGEST_GRAPH
    with tempfile.TemporaryDirectory(dir=target.parent.parent) as scratch:
        prepared = pathlib.Path(scratch) / GRAPH
        quantization.quant_pre_process(
            str(source), str(prepared), skip_symbolic_shape=True, save_as_external_data=large,
            all_tensors_to_one_file=large, external_data_location=WEIGHTS if large else None)
        quantized = pathlib.Path(scratch) / "quantized.onnx"
        quantization.quantize_static(
            str(prepared), str(quantized), Tiles(), quant_format=quantization.QuantFormat.QDQ, per_channel=True,
            weight_type=quantization.QuantType.QInt8, activation_type=quantization.QuantType.QUInt8,
            use_external_data_format=large)
        save(onnx.load(str(quantized)), target)


def variant(options, kind, source, dimension, normalisation, tiles):
    name = f"{options.name}-{kind}"
    with draft(place(options, name)) as folder:
        graph = folder / GRAPH
        if kind == "fp16":
            half(source, graph)
        else:
            eighth(source, graph, tiles)
        # int8 is calibrated on the first 64 tiles; it is measured on the others where there are enough.
        unseen = tiles[64:] if kind == "int8" and len(tiles) >= 128 else tiles
        ask = runner(graph)
        found = cosines(runner(source)(unseen), ask(unseen))
        seen = "" if unseen is not tiles or kind == "fp16" else " (the tiles of its calibration among them)"
        measured = (f"Variant {kind} of {options.name}: cosine to the original's embedding on {len(unseen)} real tiles"
                    f"{seen} {found.mean():.5f} on average, {found.min():.5f} at least.")
        write_pack(options, folder, name, dimension, {"onnx": GRAPH},
                   golden(ask, options.size, 2e-2 if kind == "fp16" else 1e-1), measured, normalisation)


def triple(text):
    values = tuple(float(v) for v in text.split(","))
    if len(values) != 3:
        raise argparse.ArgumentTypeError("three numbers separated by commas")
    return values


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--timm", metavar="NAME", help="a model of timm")
    source.add_argument("--torchvision", metavar="NAME", help="a model of torchvision, or vit_s_16")
    source.add_argument("--huggingface", metavar="REPO", help="a folder, or a repository, of Hugging Face")
    parser.add_argument("--weights", metavar="FILE", help="state dictionary to load; without it weights are random")
    parser.add_argument("--pretrained", action="store_true", help="fetch published weights")
    parser.add_argument("--mean-patches", action="store_true",
                        help="class token and mean of the patch tokens, as Virchow is meant to be used")
    parser.add_argument("--swiglu", action="store_true",
                        help="gated layers, which timm's format cannot state: UNI2-h, Virchow and Virchow2 have them")
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--size", type=int, default=224, help="width of a tile in pixels (224)")
    parser.add_argument("--spacing", type=float, required=True, help="µm per pixel that the encoder wants")
    parser.add_argument("--mean", type=triple, help="of red, green, blue, 0 to 1 (default: the model's own)")
    parser.add_argument("--std", type=triple)
    parser.add_argument("--licence", required=True, help="SPDX identifier")
    parser.add_argument("--no-commercial", dest="commercial", action="store_false")
    parser.add_argument("--no-redistribution", dest="redistribution", action="store_false")
    parser.add_argument("--source", required=True, help="where the weights come from, in words")
    parser.add_argument("--tiles", metavar="DIR", help="real tiles for measuring variants (and calibrating int8)")
    parser.add_argument("--fp16", action="store_true", help="also a pack in half precision, for GPUs")
    parser.add_argument("--int8", action="store_true", help="also a pack in 8-bit integers, for processors")
    parser.add_argument("--seed", type=int, default=1, help="of random weights (1)")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder of packs")
    options = parser.parse_args()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", options.name):
        fail("--name is lower-case letters, digits, '.', '_' and '-'")
    if (options.fp16 or options.int8) and not options.tiles:
        fail("--fp16 and --int8 take --tiles: a variant without a measured cosine is not made")
    return options


def main():
    options = arguments()
    tiles = read_tiles(options.tiles, options.size) if options.tiles else None
    graph, dimension, normalisation = export(options)
    for kind in ("fp16", "int8"):
        if getattr(options, kind):
            variant(options, kind, graph, dimension, normalisation, tiles)


if __name__ == "__main__":
    try:
        main()
    except ModuleNotFoundError as missing:
        fail(f"Python has no {missing.name}; models/export/requirements.txt says what is needed for what")
    except OSError as refused:
        fail(str(refused))
