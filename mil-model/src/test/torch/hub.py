#!/usr/bin/env python3
"""Small random encoders with the switches of pathology's, as those lie on Hugging Face: in the format of transformers, and
in timm's, which most have.

    hub.py OUT

Beside each lies answer.json: the class token, and the mean of the patches, of the tile whose byte i is
(37 i + (i >> 8)) mod 256. Layer scales, which begin so small that no block would matter, are drawn anew.
"""
import json
import pathlib
import sys

import timm
import torch
import transformers

MEAN, STD = [0.7, 0.5, 0.6], [0.2, 0.25, 0.3]
SMALL = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=2)
GATED = dict(mlp_layer=timm.layers.SwiGLUPacked, act_layer=torch.nn.SiLU)
TIMM = dict(embed_dim=32, depth=2, num_heads=2, num_classes=0)


def planes(size):
    i = torch.arange(3 * size * size, dtype=torch.int64)
    x = ((37 * i + (i >> 8)) % 256).reshape(1, size, size, 3).permute(0, 3, 1, 2).float() / 255
    return (x - torch.tensor(MEAN)[:, None, None]) / torch.tensor(STD)[:, None, None]


def drawn(network):
    for name, values in network.named_parameters():
        if name.endswith(("gamma", "lambda1")):
            values.uniform_(0.5, 1.5)
        elif "pos" in name or "token" in name:
            values.normal_(std=0.5)
        else:
            values.add_(torch.randn_like(values) * 0.1)
    return network.eval()


def write(folder, size, tokens, before_patches):
    (folder / "answer.json").write_text(json.dumps({
        "pixels": size, "class": tokens[0, 0].tolist(), "mean": tokens[0, before_patches:].mean(dim=0).tolist()}))


def in_transformers(folder, network, size, before_patches):
    drawn(network).save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps({"image_mean": MEAN, "image_std": STD}))
    # At another size than the network's own, places are interpolated; only DINOv2 does so unasked.
    write(folder, size, network(planes(size)).last_hidden_state, before_patches)


def in_timm(folder, architecture, stated, size, settings=None):
    """Settings are what the format has no words for."""
    network = timm.create_model(architecture, **stated, **(settings or {}))
    drawn(network)
    folder.mkdir()
    torch.save(network.state_dict(), folder / "pytorch_model.bin")
    (folder / "config.json").write_text(json.dumps(dict(
        architecture=architecture, num_classes=0, num_features=32, global_pool="token", model_args=stated,
        pretrained_cfg=dict(tag="random", mean=MEAN, std=STD, input_size=[3, size, size], num_classes=0, pool_size=None,
                            first_conv="patch_embed.proj", classifier="head"))))
    write(folder, size, network.forward_features(planes(size)), network.num_prefix_tokens)


out = pathlib.Path(sys.argv[1])
torch.manual_seed(20261126)
with torch.no_grad():
    in_transformers(out / "phikon", transformers.ViTModel(transformers.ViTConfig(
        **SMALL, intermediate_size=64, image_size=64, patch_size=16)), 64, 1)
    in_transformers(out / "phikon-v2", transformers.Dinov2Model(transformers.Dinov2Config(
        **SMALL, image_size=96, patch_size=16)), 64, 1)
    in_transformers(out / "midnight", transformers.Dinov2Model(transformers.Dinov2Config(
        **SMALL, image_size=56, patch_size=14, use_swiglu_ffn=True)), 56, 1)
    in_transformers(out / "registers", transformers.Dinov2WithRegistersModel(transformers.Dinov2WithRegistersConfig(
        **SMALL, image_size=64, patch_size=16, num_register_tokens=4)), 64, 5)
    in_timm(out / "uni", "vit_large_patch16_224", dict(
        TIMM, img_size=64, patch_size=16, init_values=1e-5, dynamic_img_size=True), 64)
    in_timm(out / "uni2", "vit_giant_patch14_224", dict(
        TIMM, img_size=56, patch_size=14, init_values=1e-5, mlp_ratio=2.66667 * 2, no_embed_class=True, reg_tokens=8,
        dynamic_img_size=True), 56, GATED)
    in_timm(out / "virchow", "vit_huge_patch14_224", dict(
        TIMM, img_size=56, init_values=1e-5, mlp_ratio=5.3375, dynamic_img_size=True), 56, GATED)
    in_timm(out / "virchow2", "vit_huge_patch14_224", dict(
        TIMM, img_size=56, init_values=1e-5, mlp_ratio=5.3375, reg_tokens=4, dynamic_img_size=True), 56, GATED)
    in_timm(out / "h-optimus", "vit_giant_patch14_reg4_dinov2", dict(
        TIMM, img_size=56, init_values=1e-5, global_pool="token", dynamic_img_size=False), 56)
