/// Keras models in HDF5 files: the layers as data, the weights by name.
///
/// A [org.acinus.mil.pack.keras.KerasFile] holds the [org.acinus.mil.pack.keras.KerasLayer]s of a chain and their
/// weights; `org.acinus.mil.pack.convert` lays them out on a graph. Nothing stored in the file is executed: Lambda
/// layers, which hold Python bytecode, are unknown layers like any other.
@NullMarked
package org.acinus.mil.pack.keras;

import org.jspecify.annotations.NullMarked;
