package org.acinus.pipeline;

import java.nio.file.Path;
import org.acinus.export.PackNotice;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.ModelPack;

/// A head and its encoder, loaded on a device and checked against their golden answers.
///
/// One thread at a time. Whoever opened it closes it.
public final class SlideModel implements AutoCloseable {
    private final ModelPack head;
    private final RunConfiguration configuration;
    private final FeatureExtractor extractor;
    private final BagClassifier classifier;

    private SlideModel(ModelPack head, ModelPack encoder, FeatureExtractor extractor, BagClassifier classifier) {
        this.head = head;
        this.configuration = RunConfiguration.of(head, encoder);
        this.extractor = extractor;
        this.classifier = classifier;
    }

    /// Loads a head with its encoder.
    ///
    /// @param threads of the networks on the processor
    /// @param cache where passed golden checks are remembered
    /// @throws org.acinus.mil.pack.PackException where a pack does not answer as it should
    public static SlideModel open(ModelPack head, ModelPack encoder, InferenceDevice device, int threads, Path cache) {
        head.requireEncoder(encoder.id());
        FeatureExtractor extractor = new GoldenCheck(cache).open(encoder, device, threads);
        try {
            return new SlideModel(head, encoder, extractor, HeadClassifier.open(head));
        } catch (RuntimeException | Error failure) {
            extractor.close();
            throw failure;
        }
    }

    /// The head's threshold, margin and classes.
    public HeadSpec head() {
        return head.head();
    }

    /// What decides a result besides the slide.
    public RunConfiguration configuration() {
        return configuration;
    }

    /// What every output says of the model.
    public PackNotice notice() {
        return PackNotice.of(head);
    }

    /// Embeds tiles.
    public FeatureExtractor extractor() {
        return extractor;
    }

    /// Classifies bags.
    public BagClassifier classifier() {
        return classifier;
    }

    @Override
    public void close() {
        try (extractor) {
            classifier.close();
        }
    }
}
