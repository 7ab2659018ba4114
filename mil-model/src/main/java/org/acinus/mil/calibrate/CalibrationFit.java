package org.acinus.mil.calibrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.acinus.mil.evaluate.ReliabilityCurve;

/// Makes a calibration and measures it.
///
/// Patients are dealt into two halves by a seed. The scaling is fitted on the first; the conformal quantiles and the
/// figures come from the second, which the scaling has not seen: else the promised coverage would not hold, and the
/// error after scaling would flatter.
///
/// @param scaling fitted on the first half
/// @param conformal found on the second
/// @param before reliability of the probability of cancer as the head says it, on the second half
/// @param after the same, mended
/// @param confidenceBefore reliability of the most probable class, likewise
/// @param confidenceAfter the same, mended
/// @param fitted number of slides in the first half
/// @param measured number of slides in the second
public record CalibrationFit(
        Scaling scaling,
        Conformal conformal,
        ReliabilityCurve before,
        ReliabilityCurve after,
        ReliabilityCurve confidenceBefore,
        ReliabilityCurve confidenceAfter,
        int fitted,
        int measured) {
    /// Fewer slides than this in a half tell nothing.
    public static final int LEAST_SLIDES = 20;

    /// How to calibrate.
    ///
    /// @param method of scaling
    /// @param alpha greatest share of misses of the sets
    /// @param score of the sets
    /// @param seed that deals the patients
    public record Options(Scaling.Method method, double alpha, Conformal.Score score, long seed) {}

    /// Fits and measures.
    ///
    /// @throws CalibrationException where a half has too few slides, or only cancer, or none
    public static CalibrationFit of(List<CalibrationCase> cases, Options options) {
        Set<String> first = firstHalf(cases, options.seed());
        List<CalibrationCase> fitting =
                cases.stream().filter(one -> first.contains(one.patient())).toList();
        List<CalibrationCase> measuring =
                cases.stream().filter(one -> !first.contains(one.patient())).toList();
        require(fitting, "fit the scaling");
        require(measuring, "measure it");
        Scaling scaling = options.method() == Scaling.Method.TEMPERATURE
                ? ScalingFit.temperature(fitting)
                : ScalingFit.vector(fitting);
        List<CalibrationCase> mended = measuring.stream()
                .map(one -> new CalibrationCase(one.patient(), one.truth(), scaling.apply(one.probabilities())))
                .toList();
        return new CalibrationFit(
                scaling,
                Conformal.fit(mended, options.alpha(), options.score()),
                cancer(measuring),
                cancer(mended),
                confidence(measuring),
                confidence(mended),
                fitting.size(),
                measuring.size());
    }

    private static Set<String> firstHalf(List<CalibrationCase> cases, long seed) {
        // Sorted, so that the order of the file does not matter.
        List<String> patients = new ArrayList<>(
                new TreeSet<>(cases.stream().map(CalibrationCase::patient).toList()));
        Collections.shuffle(patients, new Random(seed));
        return new HashSet<>(patients.subList(0, patients.size() / 2));
    }

    private static void require(List<CalibrationCase> half, String purpose) {
        long cancers = half.stream().filter(one -> one.truth() > 0).count();
        if (half.size() < LEAST_SLIDES || cancers == 0 || cancers == half.size()) {
            throw new CalibrationException("Of the slides kept to " + purpose + ", " + cancers + " of " + half.size()
                    + " are cancers; it takes at least " + LEAST_SLIDES + ", of both kinds: calibrate on more slides");
        }
    }

    private static ReliabilityCurve cancer(List<CalibrationCase> cases) {
        return ReliabilityCurve.of(cases.stream()
                .map(one -> new ReliabilityCurve.Claim(
                        Math.min(
                                1,
                                one.probabilities().stream()
                                        .skip(1)
                                        .mapToDouble(Double::doubleValue)
                                        .sum()),
                        one.truth() > 0))
                .toList());
    }

    private static ReliabilityCurve confidence(List<CalibrationCase> cases) {
        return ReliabilityCurve.of(cases.stream()
                .map(one -> {
                    double greatest = Collections.max(one.probabilities());
                    return new ReliabilityCurve.Claim(
                            greatest, one.probabilities().indexOf(greatest) == one.truth());
                })
                .toList());
    }

    /// What a pack keeps of it.
    ///
    /// @param widestSet see [Calibration]
    /// @param memberDeviation see [Calibration]
    /// @param novelty see [Calibration]
    public Calibration calibration(int widestSet, Optional<Double> memberDeviation, Optional<NoveltySpec> novelty) {
        return new Calibration(fitted + measured, scaling, Optional.of(conformal), widestSet, memberDeviation, novelty);
    }
}
