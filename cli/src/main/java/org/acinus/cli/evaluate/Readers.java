package org.acinus.cli.evaluate;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.EvaluationOptions;
import org.acinus.mil.evaluate.agreement.ReaderAgreement;
import org.acinus.mil.evaluate.agreement.Reading;
import org.acinus.mil.labels.JoinedCases;
import org.acinus.mil.labels.ReaderFiles;

/// Compares people with one another, with the labels and with the predictions.
final class Readers {
    private Readers() {}

    static ReaderAgreement compare(List<Path> files, JoinedCases joined, EvaluationOptions options) {
        Map<String, Integer> truth = new HashMap<>();
        Map<String, Integer> called = new HashMap<>();
        Map<String, String> patients = new HashMap<>();
        for (EvaluatedCase one : joined.cases()) {
            truth.put(one.id(), one.truth());
            called.put(one.id(), one.answer().called());
            patients.put(one.id(), one.origin().patient());
        }
        List<Reading> humans = ReaderFiles.read(files, truth.keySet(), options.classes());
        List<Reading> others = List.of(new Reading("labels", truth), new Reading("predictions", called));
        return ReaderAgreement.of(humans, others, patients, options);
    }
}
