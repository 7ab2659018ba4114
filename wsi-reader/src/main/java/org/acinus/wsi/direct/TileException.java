package org.acinus.wsi.direct;

/// Stored bytes that do not make a tile. Never leaves the package: which tile it was is added on the way.
final class TileException extends Exception {
    private static final long serialVersionUID = 1;

    /// Not a tile.
    ///
    /// @param message goes on from "the tile", for example "its LZW data ends after 3 of 12288 bytes"
    TileException(String message) {
        super(message);
    }
}
