package org.acinus.wsi.openslide;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.acinus.wsi.CorruptSlideException;
import org.acinus.wsi.metadata.IccState;
import org.acinus.wsi.metadata.PyramidLevel;
import org.acinus.wsi.metadata.SlideMetadata;
import org.acinus.wsi.metadata.SlideProperties;

/// What OpenSlide says of an open slide.
///
/// @param backgroundRgb colour of what was not scanned, as RRGGBB
record OpenSlideDescription(SlideMetadata metadata, Optional<byte[]> icc, int backgroundRgb) {
    /// No scanner's profile comes near this.
    private static final long MOST_ICC_BYTES = 1 << 24;

    static OpenSlideDescription read(OpenSlideFunctions functions, MemorySegment slide) {
        Map<String, String> all = new TreeMap<>();
        for (String name : functions.propertyNames(slide)) {
            if (SlideProperties.allows(name)) {
                functions.propertyValue(slide, name).ifPresent(value -> all.put(name, value));
            }
        }
        SlideProperties properties = new SlideProperties(all);
        long iccBytes = functions.iccProfileSize(slide);
        Optional<byte[]> icc = iccBytes > 0 && iccBytes <= MOST_ICC_BYTES
                ? Optional.of(functions.iccProfile(slide, (int) iccBytes))
                : Optional.empty();
        SlideMetadata metadata = properties.describe(
                OpenSlideFormat.NAME,
                levels(functions, slide),
                functions.associatedImageNames(slide),
                icc.isPresent() ? IccState.KEPT : IccState.ABSENT);
        return new OpenSlideDescription(metadata, icc, properties.backgroundRgb());
    }

    /// The pyramid, finest level first.
    private static List<PyramidLevel> levels(OpenSlideFunctions functions, MemorySegment slide) {
        int count = functions.levelCount(slide);
        List<PyramidLevel> levels = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            OpenSlideFunctions.LevelSize size = functions.levelSize(slide, index);
            double downsample = functions.levelDownsample(slide, index);
            if (size.width() < 1 || size.height() < 1 || !(downsample >= 1)) {
                throw new CorruptSlideException("Level " + index + " of the slide has no size");
            }
            levels.add(new PyramidLevel(index, size.width(), size.height(), downsample));
        }
        if (levels.isEmpty()) {
            throw new CorruptSlideException("The slide has no levels");
        }
        return levels;
    }
}
