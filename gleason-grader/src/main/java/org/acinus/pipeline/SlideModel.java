package org.acinus.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.export.PackNotice;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.FeatureExtractor;
import org.acinus.mil.FeatureMatrix;
import org.acinus.mil.calibrate.Novelty;
import org.acinus.mil.djl.GoldenCheck;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.djl.InferenceDevice;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.NoveltyFile;

/// A head and its encoder, loaded on a device and checked against their golden answers.
///
/// One thread at a time. Whoever opened it closes it.
public final class SlideModel implements AutoCloseable {
    private final ModelPack head;
    private final RunConfiguration configuration;
    private final FeatureExtractor extractor;
    private final BagClassifier classifier;
    private final Optional<Novelty> novelty;

    private SlideModel(
            ModelPack head,
            ModelPack encoder,
            FeatureExtractor extractor,
            BagClassifier classifier,
            Optional<Novelty> novelty) {
        this.novelty = novelty;
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
        Optional<Novelty> novelty = NoveltyFile.read(head);
        FeatureExtractor extractor = new GoldenCheck(cache).open(encoder, device, threads);
        try {
            return new SlideModel(head, encoder, extractor, HeadClassifier.open(head), novelty);
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

    /// How unlike the training slides a slide is, where the head can tell.
    ///
    /// @param bag the slide's embeddings, at least one
    public OptionalDouble distance(FeatureMatrix bag) {
        return novelty.map(known -> OptionalDouble.of(known.distance(Novelty.embedding(bag))))
                .orElseGet(OptionalDouble::empty);
    }

    @Override
    public void close() {
        try (extractor) {
            classifier.close();
        }
    }
}
