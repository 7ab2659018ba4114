package org.acinus.tissue;

import java.lang.foreign.ValueLayout;
import java.util.Locale;
import org.acinus.wsi.NotBrightfieldException;
import org.acinus.wsi.RgbBuffer;

/// Tells slides that light shines through from fluorescence.
final class Brightfield {
    /// Light of all three colours passes through tissue and glass alike: a pixel with a channel below this is
    /// dark.
    private static final int TRANSMITTED = 60;

    /// Fluorescence has next to no pixels that are bright in all channels.
    private static final double LEAST_TRANSMITTED_SHARE = 0.01;

    private Brightfield() {}

    /// Refuses a slide that is dark all over.
    ///
    /// @throws NotBrightfieldException where next to nothing of the overview is bright in all channels
    static void require(Overview overview) {
        double share = transmittedShare(overview.picture());
        if (overview.unreadableShare() < 1 && share < LEAST_TRANSMITTED_SHARE) {
            throw new NotBrightfieldException(String.format(
                    Locale.ROOT,
                    "Only %.2f %% of the slide lets light of all colours through: fluorescence, or not lit from below;"
                            + " Acinus reads brightfield slides",
                    100 * share));
        }
    }

    private static double transmittedShare(RgbBuffer picture) {
        long pixels = (long) picture.width() * picture.height();
        long transmitted = 0;
        for (long at = 0; at < RgbBuffer.BYTES_PER_PIXEL * pixels; at += RgbBuffer.BYTES_PER_PIXEL) {
            int red = picture.pixels().get(ValueLayout.JAVA_BYTE, at) & 255;
            int green = picture.pixels().get(ValueLayout.JAVA_BYTE, at + 1) & 255;
            int blue = picture.pixels().get(ValueLayout.JAVA_BYTE, at + 2) & 255;
            transmitted += Math.min(red, Math.min(green, blue)) >= TRANSMITTED ? 1 : 0;
        }
        return (double) transmitted / pixels;
    }
}
