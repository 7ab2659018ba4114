package org.acinus.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.acinus.heatmap.HeatScale;
import org.acinus.heatmap.HeatView;
import org.acinus.heatmap.HeatmapPicture;
import org.acinus.heatmap.drawing.Caption;
import org.acinus.heatmap.plane.HeatChannel;
import org.acinus.outcome.TileResult;
import org.acinus.tissue.Overview;

/// One number of the tiles drawn over a slide's overview as `heatmap.png` draws influence: attention, a class's
/// probability, uncertainty.
///
/// @param picture may be shared by all slides
/// @param overview the whole slide, see [HeatmapPicture#overviewOf]
/// @param tiles every tile inside tissue
/// @param channel which number
public record ChannelPngWriter(HeatmapPicture picture, Overview overview, List<TileResult> tiles, HeatChannel channel)
        implements SlideExport {
    public ChannelPngWriter {
        tiles = List.copyOf(tiles);
    }

    /// The numbers that a slide's tiles have, but for influence, which `heatmap.png` shows.
    public static List<HeatChannel> channels(List<TileResult> tiles) {
        return HeatChannel.of(tiles).stream()
                .filter(channel -> !channel.name().equals(HeatChannel.INFLUENCE))
                .toList();
    }

    /// The channel's name as part of a file's: `g3-probability`.
    public String key() {
        return channel.name().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public String fileName(String folderName) {
        return "heatmap." + key() + ".png";
    }

    @Override
    public void write(SlideReport report, OutputStream out) throws IOException {
        HeatScale scale = HeatScale.of(tiles);
        HeatView view = channel.name().equals(HeatChannel.ATTENTION)
                ? HeatView.attention(scale, channel.rgb())
                : HeatView.share(channel.name() + " of a tile: " + channel.meaning(), channel.rgb(), channel::of);
        Caption caption = HeatmapPngWriter.caption(report);
        SlideDescription slide = report.slide();
        HeatmapPicture.Shown shown = new HeatmapPicture.Shown(slide.bounds(), slide.spacing(), tiles, view);
        HeatmapPngWriter.write(picture.draw(overview, shown, caption), caption, out);
    }
}
