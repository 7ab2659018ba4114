#!/usr/bin/env python3
"""Random networks as PyTorch saves and computes them: checkpoints, and embeddings of tiles drawn by formula.

    oracle.py tiny OUT   small members of each family, which src/test/resources/torch keeps
    oracle.py full OUT   the published sizes, for the test that is tagged `slow`
    oracle.py script OUT means.pt, a TorchScript classifier whose answer is known by formula; any torch

Each case becomes NAME.zip.pth (today's format), NAME.legacy.pth (from before PyTorch 1.6) and NAME.json with the
embedding of the tile whose byte i is (37 i + 1 (i >> 8)) mod 256, computed in float64. ResNets and transformers are
torchvision's; EfficientNet-Lite0, which torchvision lacks, is written down here with PyTorch's layers. Works with
torch 1.13 and torchvision 0.14 of Debian 12.
"""
import json
import pathlib
import sys

import torch
from torch import nn
from torchvision.models import resnet, vision_transformer

MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


def ramp(pixels):
    i = torch.arange(3 * pixels * pixels, dtype=torch.int64)
    return ((37 * i + (i >> 8)) % 256).reshape(1, pixels, pixels, 3).permute(0, 3, 1, 2).double()


def randomise(network):
    """Weights that keep the signal alive, and batch norms that are not the identity."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.3, 0.3)
            nn.init.uniform_(module.running_mean, -0.2, 0.2)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
        elif isinstance(module, nn.LayerNorm):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.3, 0.3)
        elif isinstance(module, (nn.Linear, nn.Conv2d)) and module.bias is not None:
            nn.init.uniform_(module.bias, -0.3, 0.3)
    for name, parameter in network.named_parameters():
        if "token" in name or "pos_embedding" in name:
            nn.init.normal_(parameter, std=0.5)
    return network.eval()


class Lite(nn.Module):
    """EfficientNet-Lite0 under timm's names: inverted residuals, ReLU6, no squeeze-and-excitation."""

    STAGES = [(1, 3, 1, 1, 16), (2, 3, 2, 6, 24), (2, 5, 2, 6, 40), (3, 3, 2, 6, 80), (3, 5, 1, 6, 112),
              (4, 5, 2, 6, 192), (1, 3, 1, 6, 320)]

    def __init__(self, divisor=1):
        super().__init__()
        size = lambda channels: max(2, channels // divisor)
        channels, head = size(32), size(1280)
        self.conv_stem = nn.Conv2d(3, channels, 3, 2, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        stages = []
        for repeats, kernel, stride, expand, out in self.STAGES:
            blocks = []
            for i in range(repeats):
                blocks.append(Block(channels, size(out), kernel, stride if i == 0 else 1, expand))
                channels = size(out)
            stages.append(nn.Sequential(*blocks))
        self.blocks = nn.Sequential(*stages)
        self.conv_head = nn.Conv2d(channels, head, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(head)
        self.classifier = nn.Linear(head, 10)

    def forward(self, x):
        x = nn.functional.relu6(self.bn1(self.conv_stem(x)))
        x = nn.functional.relu6(self.bn2(self.conv_head(self.blocks(x))))
        return x.mean((2, 3))


class Block(nn.Module):
    def __init__(self, channels, out, kernel, stride, expand):
        super().__init__()
        hidden = channels * expand
        self.residual = stride == 1 and channels == out
        depthwise = nn.Conv2d(hidden, hidden, kernel, stride, kernel // 2, groups=hidden, bias=False)
        if expand == 1:
            self.conv_dw, self.bn1 = depthwise, nn.BatchNorm2d(hidden)
            self.conv_pw, self.bn2 = nn.Conv2d(hidden, out, 1, bias=False), nn.BatchNorm2d(out)
        else:
            self.conv_pw, self.bn1 = nn.Conv2d(channels, hidden, 1, bias=False), nn.BatchNorm2d(hidden)
            self.conv_dw, self.bn2 = depthwise, nn.BatchNorm2d(hidden)
            self.conv_pwl, self.bn3 = nn.Conv2d(hidden, out, 1, bias=False), nn.BatchNorm2d(out)
        self.expand = expand

    def forward(self, x):
        relu6 = nn.functional.relu6
        if self.expand == 1:
            y = self.bn2(self.conv_pw(relu6(self.bn1(self.conv_dw(x)))))
        else:
            y = relu6(self.bn1(self.conv_pw(x)))
            y = self.bn3(self.conv_pwl(relu6(self.bn2(self.conv_dw(y)))))
        return x + y if self.residual else y


def tiny_resnet(block):
    """A ResNet with an eighth of the channels and one block a stage."""
    network = resnet.ResNet(block, [1, 1, 1, 1], num_classes=3, width_per_group=64)
    network.inplanes = 4
    network.conv1 = nn.Conv2d(3, 4, 7, 2, 3, bias=False)
    network.bn1 = nn.BatchNorm2d(4)
    for stage, planes in enumerate((4, 8, 12, 16), 1):
        setattr(network, f"layer{stage}", network._make_layer(block, planes, 1, stride=1 if stage == 1 else 2))
    network.fc = nn.Linear(16 * block.expansion, 3)
    return network


def embed_resnet(network, x):
    network.fc = nn.Identity()
    return network(x)


def embed_vit(network, x):
    network.heads = nn.Identity()
    return network(x)


def timm_names(state):
    """torchvision's transformer under the names that timm gives the same layers."""
    words = [("class_token", "cls_token"), ("encoder.pos_embedding", "pos_embed"), ("conv_proj", "patch_embed.proj"),
             ("encoder.ln.", "norm."), ("encoder.layers.encoder_layer_", "blocks."), (".ln_1.", ".norm1."),
             (".ln_2.", ".norm2."), ("self_attention.in_proj_", "attn.qkv."), ("self_attention.out_proj", "attn.proj"),
             ("mlp.0.", "mlp.fc1."), ("mlp.3.", "mlp.fc2."), ("heads.head.", "head.")]
    renamed = {}
    for name, tensor in state.items():
        for old, new in words:
            name = name.replace(old, new)
        renamed[name] = tensor
    return renamed


def write(out, name, network, embed, pixels, names=lambda state: state, mean=MEAN, std=STD):
    state = names({key: value.clone() for key, value in network.state_dict().items()})
    torch.save(state, out / f"{name}.zip.pth")
    torch.save(state, out / f"{name}.legacy.pth", _use_new_zipfile_serialization=False)
    x = ramp(pixels) / 255
    x = (x - torch.tensor(mean).double()[:, None, None]) / torch.tensor(std).double()[:, None, None]
    with torch.no_grad():
        embedding = embed(network.double(), x)[0]
    (out / f"{name}.json").write_text(json.dumps({"pixels": pixels, "embedding": embedding.tolist()}) + "\n")
    print(name, tuple(embedding.shape), float(embedding.abs().mean()))


class Means(nn.Module):
    """The mean byte of each channel, and two classes of which the first is as likely as red is bright."""

    def forward(self, tiles: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        means = tiles.to(torch.float32).mean(dim=(1, 2))
        first = means[:, 0:1] / 255
        return means, torch.cat([first, 1 - first], dim=1)


def main():
    out = pathlib.Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    if sys.argv[1] == "script":
        torch.jit.script(Means().eval()).save(str(out / "means.pt"))
        return
    torch.manual_seed(20260101)
    vit = vision_transformer.VisionTransformer
    if sys.argv[1] == "tiny":
        write(out, "resnet-basic", randomise(tiny_resnet(resnet.BasicBlock)), embed_resnet, 64)
        write(out, "resnet-bottleneck", randomise(tiny_resnet(resnet.Bottleneck)), embed_resnet, 64)
        small = vit(image_size=32, patch_size=8, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=32, num_classes=3)
        write(out, "vit-torchvision", randomise(small), embed_vit, 32)
        torch.manual_seed(20261126)
        write(out, "lite-timm", randomise(Lite(16)), lambda network, x: network(x), 64)
    else:
        for depth in (18, 34, 50, 101):
            network = randomise(getattr(resnet, f"resnet{depth}")(weights=None))
            write(out, f"resnet{depth}", network, embed_resnet, 224)
        s16 = dict(image_size=224, patch_size=16, num_layers=12, num_heads=6, hidden_dim=384, mlp_dim=1536)
        write(out, "vit-s16-torchvision", randomise(vit(**s16)), embed_vit, 224)
        write(out, "vit-s16-timm", randomise(vit(**s16)), embed_vit, 224, timm_names)
        write(out, "lite0-timm", randomise(Lite()), lambda network, x: network(x), 224)


main()
