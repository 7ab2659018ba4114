package org.acinus.cli.slide;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.acinus.cli.terminal.Json;
import org.acinus.export.AtomicFile;
import org.acinus.tiling.TileFrame;
import org.acinus.tiling.TileGrid;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// Tar files as WebDataset reads them: for each tile a picture and a JSON file of the same name.
///
/// @param names as in [PictureFolder]
/// @param slide the slide's file name, kept in every JSON file
/// @param spacingMicrons of the tiles
record PictureShards(Path folder, PictureKind kind, TileGrid names, String slide, double spacingMicrons)
        implements TilePictures.Target {
    private static final int PORTION_TILES = 500;

    @Override
    public int portionTiles() {
        return PORTION_TILES;
    }

    @Override
    public boolean has(int portion, List<TileFrame> tiles) {
        return Files.exists(file(portion));
    }

    @Override
    public void save(int portion, List<TilePictures.Picture> pictures) throws IOException {
        AtomicFile.write(file(portion), out -> {
            TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (TilePictures.Picture picture : pictures) {
                String name = PictureFolder.name(names, picture.tile());
                put(tar, name + "." + kind.ending(), picture.bytes());
                put(tar, name + ".json", describe(picture.tile()));
            }
            // Not closed: the stream is the file's.
            tar.finish();
            tar.flush();
        });
    }

    private Path file(int portion) {
        return folder.resolve(String.format(Locale.ROOT, "tiles-%06d.tar", portion));
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] bytes) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(bytes.length);
        // The same tiles give the same bytes whenever they are saved.
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private byte[] describe(TileFrame tile) {
        ObjectNode json = Json.object()
                .put("slide", slide)
                .put("column", tile.address().column())
                .put("row", tile.address().row())
                .put("x0", tile.x0())
                .put("y0", tile.y0())
                .put("width0", tile.width0())
                .put("height0", tile.height0())
                .put("spacing", spacingMicrons);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
