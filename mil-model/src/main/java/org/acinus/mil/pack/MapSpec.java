package org.acinus.mil.pack;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Where in the graph an encoder's last feature map is, the one that becomes the embedding.
///
/// @param tensor name of a result inside the graph, or of an output, of four axes
/// @param layout what the axes are
public record MapSpec(String tensor, Layout layout) {
    /// The order of the axes.
    public enum Layout {
        /// Tile, channel, row, column.
        @JsonProperty("NCHW")
        NCHW,
        /// Tile, row, column, channel.
        @JsonProperty("NHWC")
        NHWC
    }

    public MapSpec {
        PackRules.requireText("encoder.map.tensor", tensor);
    }
}
