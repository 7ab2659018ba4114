package org.acinus.wsi.write.plane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a file of planes says of itself.
///
/// @param name of the image
/// @param software who wrote the file
/// @param pixelMicronsX width of a pixel on the glass, µm
/// @param pixelMicronsY height of a pixel on the glass, µm
/// @param leftMicrons where the left edge lies, µm from the left edge of the slide's whole level 0
/// @param topMicrons where the upper edge lies, µm from the upper edge of the slide's whole level 0
/// @param channels one a plane, in their order
/// @param properties further pairs, kept as a map annotation
public record PlaneDescription(
        String name,
        String software,
        double pixelMicronsX,
        double pixelMicronsY,
        double leftMicrons,
        double topMicrons,
        List<Channel> channels,
        SequencedMap<String, String> properties) {

    /// One plane.
    ///
    /// @param name what a viewer lists
    /// @param rgb a colour for it, packed as `0xRRGGBB`
    public record Channel(String name, int rgb) {}

    public PlaneDescription {
        channels = List.copyOf(channels);
        properties = new LinkedHashMap<>(properties);
        if (channels.isEmpty() || !(pixelMicronsX > 0 && pixelMicronsY > 0)) {
            throw new IllegalArgumentException("Planes have at least one channel and a pixel size, not "
                    + channels.size() + " and " + pixelMicronsX + " x " + pixelMicronsY + " µm");
        }
    }

    @Override
    public SequencedMap<String, String> properties() {
        return new LinkedHashMap<>(properties);
    }
}
