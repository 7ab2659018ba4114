package org.acinus.mil.pack;

/// How a tile goes into an encoder and what comes out.
///
/// Everything between the tile's bytes and the embedding, normalisation included, happens inside the graph.
///
/// @param onnx file of the graph, relative to the pack
/// @param inputPixels width and height of a tile
/// @param spacingMicrons spacing the encoder wants its tiles at, in µm per pixel
/// @param inputName the graph's input, `[N, inputPixels, inputPixels, 3]`
/// @param outputName the graph's output, `[N, dimension]` float32
/// @param layout of the input; [#NHWC_UINT8_RGB] is the only one there is
/// @param dimension length of an embedding
/// @param normalisation what the graph does to the bytes first, in words, for people
/// @param resampling how tiles are brought to the spacing; [#AREA] is the only one there is
public record EncoderSpec(
        String onnx,
        int inputPixels,
        double spacingMicrons,
        String inputName,
        String outputName,
        String layout,
        int dimension,
        String normalisation,
        String resampling) {
    /// Tile after tile, row after row, red first, one byte a channel: what a tile batch holds.
    public static final String NHWC_UINT8_RGB = "NHWC uint8 RGB";

    /// Area averaging, the way of the tile stream.
    public static final String AREA = "area";

    public EncoderSpec {
        PackRules.requirePath("encoder.onnx", onnx);
        PackRules.requireText("encoder.inputName", inputName);
        PackRules.requireText("encoder.outputName", outputName);
        PackRules.requireText("encoder.normalisation", normalisation);
        PackRules.require(inputPixels >= 1 && inputPixels <= 4096, "encoder.inputPixels", "1 to 4096", inputPixels);
        PackRules.require(
                spacingMicrons > 0 && Double.isFinite(spacingMicrons),
                "encoder.spacingMicrons",
                "positive",
                spacingMicrons);
        PackRules.require(dimension >= 1 && dimension <= 65_536, "encoder.dimension", "1 to 65536", dimension);
        PackRules.require(layout.equals(NHWC_UINT8_RGB), "encoder.layout", NHWC_UINT8_RGB, layout);
        PackRules.require(resampling.equals(AREA), "encoder.resampling", AREA, resampling);
    }
}
