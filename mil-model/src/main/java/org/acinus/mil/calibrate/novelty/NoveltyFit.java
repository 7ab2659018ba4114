package org.acinus.mil.calibrate.novelty;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.acinus.mil.calibrate.CalibrationException;
import org.acinus.mil.calibrate.NoveltySpec;

/// Learns what slides look like, and how unlike is too unlike.
///
/// @param novelty learnt from all slides
/// @param threshold the distance that slides like these stay within but for a share of `alpha`
/// @param alpha that share
/// @param slides how many there were
public record NoveltyFit(Novelty novelty, double threshold, double alpha, int slides) {
    private static final int FOLDS = 5;

    /// Learns.
    ///
    /// A slide's distance is taken from the slides of the other folds: with fewer slides than features a slide that
    /// was itself learnt from would always look near.
    ///
    /// @param embeddings one a slide, at least ten times as many as folds, which are 5
    /// @param seed that deals the folds
    /// @throws CalibrationException where there are too few slides for `alpha`
    public static NoveltyFit of(List<double[]> embeddings, double alpha, long seed) {
        int needed = Math.max(10 * FOLDS, (int) Math.ceil(1 / alpha) - 1);
        if (embeddings.size() < needed) {
            throw new CalibrationException(embeddings.size() + " slides are too few to tell unlike ones at a share of "
                    + alpha + "; it takes " + needed);
        }
        List<double[]> shuffled = new ArrayList<>(embeddings);
        Collections.shuffle(shuffled, new Random(seed));
        List<Double> distances = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            int held = fold;
            Novelty others = Novelty.fit(IntStream.range(0, shuffled.size())
                    .filter(i -> i % FOLDS != held)
                    .mapToObj(shuffled::get)
                    .toList());
            for (int i = held; i < shuffled.size(); i += FOLDS) {
                distances.add(others.distance(shuffled.get(i)));
            }
        }
        Collections.sort(distances);
        int rank = Math.min(distances.size(), (int) Math.ceil((distances.size() + 1) * (1 - alpha)));
        return new NoveltyFit(Novelty.fit(embeddings), distances.get(rank - 1), alpha, embeddings.size());
    }

    /// What a pack keeps of it beside the file.
    public NoveltySpec spec(String file) {
        return new NoveltySpec(file, threshold, alpha, slides);
    }
}
