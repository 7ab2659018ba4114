package org.acinus.pipeline.model;

import java.util.Optional;
import java.util.OptionalDouble;
import org.acinus.gleason.CancerCall;
import org.acinus.gleason.SlideEvidence;
import org.acinus.gleason.Verdict;
import org.acinus.mil.BagClassifier;
import org.acinus.mil.BagPrediction;
import org.acinus.mil.calibrate.novelty.Novelty;
import org.acinus.mil.djl.HeadClassifier;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.NoveltyFile;

/// The path that sees a slide as a whole: a MIL head. One thread at a time; whoever opened it closes it.
record HeadPath(BagClassifier classifier, CancerCall call, Optional<Novelty> novelty) implements AutoCloseable {

    /// Loads a head.
    ///
    /// @throws org.acinus.mil.pack.PackException where it does not answer as it should
    static HeadPath open(ModelPack head) {
        Optional<Novelty> novelty = NoveltyFile.read(head);
        return new HeadPath(HeadClassifier.open(head), new CancerCall(head.head()), novelty);
    }

    /// What the head makes of its own prediction.
    Verdict judge(BagPrediction prediction, TileFeatures embedded) {
        OptionalDouble distance = novelty.map(
                        known -> OptionalDouble.of(known.distance(Novelty.embedding(embedded.features()))))
                .orElseGet(OptionalDouble::empty);
        int unreadable = embedded.unreadable().size();
        return call.judge(
                prediction, new SlideEvidence(distance, embedded.tiles().size() + unreadable, unreadable));
    }

    @Override
    public void close() {
        classifier.close();
    }
}
