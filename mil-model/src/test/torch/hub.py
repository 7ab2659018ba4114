#!/usr/bin/env python3
"""Small random encoders as they lie on Hugging Face: in transformers' format, and in timm's, as pathology's mostly do.

    hub.py OUT

OUT/transformers is a DINOv2 with registers, OUT/timm a vision transformer with gated layers as Virchow's. Beside each
lies answer.json: class token, then mean of the patches, of the tile whose byte i is (37 i + 1 (i >> 8)) mod 256.
"""
import json
import pathlib
import sys

import timm
import torch
import transformers

SIZE = 64
MEAN, STD = [0.7, 0.5, 0.6], [0.2, 0.25, 0.3]


def planes():
    i = torch.arange(3 * SIZE * SIZE, dtype=torch.int64)
    x = ((37 * i + (i >> 8)) % 256).reshape(1, SIZE, SIZE, 3).permute(0, 3, 1, 2).float() / 255
    return (x - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None]


def write(folder, tokens, before_patches):
    embedding = torch.cat([tokens[0, 0], tokens[0, before_patches:].mean(dim=0)])
    (folder / "answer.json").write_text(json.dumps({"pixels": SIZE, "embedding": embedding.tolist()}) + "\n")


out = pathlib.Path(sys.argv[1])
torch.manual_seed(20261126)
with torch.no_grad():
    config = transformers.Dinov2WithRegistersConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=2, image_size=SIZE, patch_size=16,
        num_register_tokens=4)
    network = transformers.Dinov2WithRegistersModel(config).eval()
    folder = out / "transformers"
    network.save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps({"image_mean": MEAN, "image_std": STD}))
    write(folder, network(planes()).last_hidden_state, 5)

    sizes = dict(img_size=SIZE, patch_size=16, embed_dim=32, depth=2, num_heads=2, mlp_ratio=4, reg_tokens=4,
                 init_values=1e-5, num_classes=0, global_pool="")
    network = timm.create_model("vit_tiny_patch16_224", mlp_layer=timm.layers.SwiGLUPacked, act_layer=torch.nn.SiLU,
                                **sizes).eval()
    folder = out / "timm"
    folder.mkdir()
    torch.save(network.state_dict(), folder / "pytorch_model.bin")
    stated = dict(tag="random", mean=MEAN, std=STD, input_size=[3, SIZE, SIZE], num_classes=0, pool_size=None,
                  first_conv="patch_embed.proj", classifier="head")
    (folder / "config.json").write_text(json.dumps(dict(
        architecture="vit_tiny_patch16_224", num_classes=0, num_features=32, global_pool="", model_args=sizes,
        pretrained_cfg=stated)))
    write(folder, network(planes()), 5)
