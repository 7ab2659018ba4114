/// The bounded stream of tile batches from decoding threads to whoever takes them.
///
/// [org.acinus.stream.TileStream] is pulled; each [org.acinus.stream.TileBatch] belongs to its taker until closed;
/// [org.acinus.stream.StreamLimits] bounds threads and bytes. Read `DecodingTileStream` for the threads and
/// `BatchQueue` for the bound.
@NullMarked
package org.acinus.stream;

import org.jspecify.annotations.NullMarked;
