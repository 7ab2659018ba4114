package org.acinus.mil.pack;

/// How a slide's thumbnail goes into a tissue detector and what comes out.
///
/// @param onnx file of the graph, relative to the pack
/// @param inputPixels width and height of the thumbnail; the slide is squeezed into it whatever its shape
/// @param overviewMicrons spacing at which the slide is looked at before that, in µm per pixel
/// @param inputName the graph's input, `[N, inputPixels, inputPixels, 3]`, uint8 RGB
/// @param outputName the graph's output, `[N, inputPixels, inputPixels, 1]` float32, the probability of tissue
/// @param threshold a pixel is tissue where its probability is above this
public record TissueSpec(
        String onnx, int inputPixels, double overviewMicrons, String inputName, String outputName, double threshold) {
    public TissueSpec {
        PackRules.requirePath("tissue.onnx", onnx);
        PackRules.require(inputPixels >= 16 && inputPixels <= 4096, "tissue.inputPixels", "16 to 4096", inputPixels);
        PackRules.require(
                overviewMicrons >= 1 && overviewMicrons <= 1000,
                "tissue.overviewMicrons",
                "1 to 1000",
                overviewMicrons);
        PackRules.requireText("tissue.inputName", inputName);
        PackRules.requireText("tissue.outputName", outputName);
        PackRules.require(threshold > 0 && threshold < 1, "tissue.threshold", "between 0 and 1", threshold);
    }
}
