#!/usr/bin/env python3
"""Small feature files laid out as other programs lay theirs out, for src/test/resources/hdf5.

    layouts.py OUT

Written from the programs' sources, state of November 2026; none of their code is here:
- TRIDENT 0.3.0 (mahmoodlab/TRIDENT a91fa849, trident/IO.py): datasets in chunks of one row that can grow; the
  coordinates' attributes state the tiling, level-0 pixels.
- CLAM (mahmoodlab/CLAM 53e2409d, utils/file_utils.py and extract_features_fp.py): chunks of 32 rows, filled batch by
  batch, int32 coordinates of level 0, no attributes at all.
- STAMP 2.1 to 2.5 (KatherLab/STAMP c54ce067, src/stamp/preprocessing): half precision, micrometres, tile_size_um.
- STAMP 2.0: the same, but the size is called tile_size.
- STAMP 1.0 to 1.1: pixels of 256/224 µm and nothing that says so; STAMP itself goes by the step of 224.

Feature j of row i is i / 2 - j / 4, which half precision holds exactly. h5py 3.
"""
import pathlib
import sys

import h5py
import numpy as np

ROWS, COLUMNS = 7, 5
FEATURES = (np.arange(ROWS)[:, None] / 2 - np.arange(COLUMNS)[None, :] / 4)
# Columns and rows of the tiles, not in row-major order.
CELLS = np.array([[2, 1], [1, 1], [3, 1], [1, 2], [2, 2], [3, 3], [1, 3]])


def growing(file, name, values, rows):
    shape = (rows,) + values.shape[1:]
    return file.create_dataset(name, shape=values.shape, maxshape=(None,) + values.shape[1:], chunks=shape,
                               dtype=values.dtype, data=values)


def trident(path):
    with h5py.File(path, "w") as file:
        features = growing(file, "features", FEATURES.astype(np.float32), 1)
        features.attrs.update({"name": "slide", "savetodir": "/x/features_uni_v2", "encoder": "uni_v2"})
        coords = growing(file, "coords", (512 * CELLS).astype(np.int64), 1)
        coords.attrs.update({
            "patch_size": 256, "patch_size_level0": 512, "level0_magnification": 40, "target_magnification": 20,
            "overlap": 0, "name": "slide", "savetodir": "/x", "level0_width": 4096, "level0_height": 4096})


def clam(path):
    with h5py.File(path, "w") as file:
        for begin, end in ((0, 4), (4, ROWS)):
            for name, values in (("features", FEATURES.astype(np.float32)), ("coords", (256 * CELLS).astype(np.int32))):
                if name not in file:
                    growing(file, name, values[begin:end], 32)
                else:
                    file[name].resize(end, axis=0)
                    file[name][begin:end] = values[begin:end]


def stamp_2(path, size, version):
    with h5py.File(path, "w") as file:
        file["coords"] = (256.0 * CELLS).astype(np.float32)
        file["feats"] = FEATURES.astype(np.float16)
        file.attrs.update({"stamp_version": version, "extractor": "uni2-1a2b3c4d", "unit": "um", size: 256.0})
        if size == "tile_size_um":
            file.attrs.update({"tile_size_px": 224, "code_hash": "1a2b3c4d", "feat_type": "tile"})


def stamp_1(path):
    with h5py.File(path, "w") as file:
        file["coords"] = 224 * CELLS
        file["feats"] = FEATURES.astype(np.float16)
        file["augmented"] = np.repeat([False, True], [ROWS, 0])
        file.attrs["extractor"] = "STAMP-extract-1.1.1_xiyuewang-ctranspath-7c998680"


out = pathlib.Path(sys.argv[1])
trident(out / "trident-0.3.0.h5")
clam(out / "clam-2025-04.h5")
stamp_2(out / "stamp-2.5.0.h5", "tile_size_um", "2.5.0")
stamp_2(out / "stamp-2.0.0.h5", "tile_size", "2.0.0")
stamp_1(out / "stamp-1.1.1.h5")
