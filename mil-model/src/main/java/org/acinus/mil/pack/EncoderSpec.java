package org.acinus.mil.pack;

import java.util.Optional;

/// How a tile goes into an encoder and what comes out.
///
/// Everything between the tile's bytes and the embedding, normalisation included, happens inside the network.
/// It comes as an ONNX graph, as TorchScript, or as both; the two have to answer alike.
///
/// @param onnx file of the graph, relative to the pack; absent where there is TorchScript alone
/// @param inputPixels width and height of a tile
/// @param spacingMicrons spacing the encoder wants its tiles at, in µm per pixel
/// @param inputName the graph's input, `[N, inputPixels, inputPixels, 3]`
/// @param outputName the graph's output, `[N, dimension]` float32
/// @param layout of the input; [#NHWC_UINT8_RGB] is the only one there is
/// @param dimension length of an embedding
/// @param normalisation what the graph does to the bytes first, in words, for people
/// @param resampling how tiles are brought to the spacing; [#AREA] is the only one there is
/// @param classes of a tile classifier; absent from every other encoder
/// @param map where the last feature map is; where absent, it is whatever the graph averages to the embedding
/// @param torchscript file of the same network as TorchScript, relative to the pack. Its `forward` takes the
///     tiles as one uint8 tensor and gives the embedding, or a tuple of the embedding and the class
///     probabilities
public record EncoderSpec(
        Optional<String> onnx,
        int inputPixels,
        double spacingMicrons,
        String inputName,
        String outputName,
        String layout,
        int dimension,
        String normalisation,
        String resampling,
        Optional<ClassSpec> classes,
        Optional<MapSpec> map,
        Optional<String> torchscript) {
    /// Tile after tile, row after row, red first, one byte a channel: what a tile batch holds.
    public static final String NHWC_UINT8_RGB = "NHWC uint8 RGB";

    /// Area averaging, the way of the tile stream.
    public static final String AREA = "area";

    public EncoderSpec {
        onnx.ifPresent(path -> PackRules.requirePath("encoder.onnx", path));
        torchscript.ifPresent(path -> PackRules.requirePath("encoder.torchscript", path));
        PackRules.require(
                onnx.isPresent() || torchscript.isPresent(), "encoder.onnx", "there, or encoder.torchscript", "absent");
        PackRules.requireText("encoder.inputName", inputName);
        PackRules.requireText("encoder.outputName", outputName);
        PackRules.requireText("encoder.normalisation", normalisation);
        PackRules.require(inputPixels >= 1 && inputPixels <= 4096, "encoder.inputPixels", "1 to 4096", inputPixels);
        PackRules.require(
                spacingMicrons >= 0.01 && spacingMicrons <= 100,
                "encoder.spacingMicrons",
                "0.01 to 100 µm per pixel",
                spacingMicrons);
        PackRules.require(dimension >= 1 && dimension <= 65_536, "encoder.dimension", "1 to 65536", dimension);
        PackRules.require(layout.equals(NHWC_UINT8_RGB), "encoder.layout", NHWC_UINT8_RGB, layout);
        PackRules.require(resampling.equals(AREA), "encoder.resampling", AREA, resampling);
    }

    /// An encoder that is an ONNX graph and no classifier, in the layout and resampling there are.
    public static EncoderSpec ofOnnx(
            String onnx,
            int inputPixels,
            double spacingMicrons,
            String inputName,
            String outputName,
            int dimension,
            String normalisation) {
        return new EncoderSpec(
                Optional.of(onnx),
                inputPixels,
                spacingMicrons,
                inputName,
                outputName,
                NHWC_UINT8_RGB,
                dimension,
                normalisation,
                AREA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Bytes of one tile's pixels.
    public long tileBytes() {
        return 3L * inputPixels * inputPixels;
    }

    /// The same encoder with classes.
    public EncoderSpec classifying(ClassSpec named) {
        return new EncoderSpec(
                onnx,
                inputPixels,
                spacingMicrons,
                inputName,
                outputName,
                layout,
                dimension,
                normalisation,
                resampling,
                Optional.of(named),
                map,
                torchscript);
    }

    /// The same encoder with a stated feature map.
    public EncoderSpec mapping(MapSpec found) {
        return new EncoderSpec(
                onnx,
                inputPixels,
                spacingMicrons,
                inputName,
                outputName,
                layout,
                dimension,
                normalisation,
                resampling,
                classes,
                Optional.of(found),
                torchscript);
    }
}
