#!/usr/bin/env python3
"""A model of Keras whose groups hold one another, as src/test/resources/hdf5/cycle.h5 was made.

    cycle.py OUT.h5
"""
import sys

import h5py

with h5py.File(sys.argv[1], "w") as file:
    file.attrs["model_config"] = (
        '{"class_name": "Sequential", "config": [{"class_name": "Conv2D", "config": {"name": "c"}}]}')
    layer = file.create_group("model_weights").create_group("c")
    layer["again"] = layer
    layer["root"] = file["/"]
