package org.acinus.mil.train.packing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.train.CrossValidationReport;
import org.acinus.mil.train.FoldResult;
import org.acinus.mil.train.TrainedHead;
import org.acinus.mil.train.data.BagDataset;
import org.acinus.mil.train.data.LabelledBag;

/// `train.json`: what it takes to train the same head again, and what its recipe was worth.
///
/// Names no slide and no patient, and holds neither date nor duration.
final class TrainingRecord {
    private TrainingRecord() {}

    static ObjectNode of(BagDataset data, TrainedHead head, HeadLabelling labelling) {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("schema", 1);
        record.put("notice", ModelCard.notice(labelling));
        record.put("acinus", labelling.acinusVersion());
        record.put("engine", head.engine());
        record.set("data", data(data));
        PlanJson.put(record, head.plan());
        record.put("refitEpochs", head.epochs());
        record.set("outOfFold", figures(head.report()));
        labelling
                .operatingPoint()
                .ifPresent(point -> record.putObject("operatingPoint")
                        .put("wantedSensitivity", point.wanted())
                        .put("threshold", point.threshold())
                        .put("sensitivity", point.sensitivity())
                        .put("specificity", point.specificity()));
        return record;
    }

    private static ObjectNode data(BagDataset data) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        PackReference encoder = data.encoder();
        node.putObject("encoder").put("name", encoder.name()).put("sha256", encoder.sha256());
        node.put("sha256", data.sha256());
        node.put("task", data.task().toString());
        node.put("dimension", data.dimension());
        node.put("bags", data.bags().size());
        node.put(
                "patients",
                data.bags().stream().map(LabelledBag::patient).distinct().count());
        ArrayNode perClass = node.putArray("bagsPerClass");
        data.bagsPerClass().forEach(perClass::add);
        if (!data.unlabelled().isEmpty()) {
            node.put("unlabelledBags", data.unlabelled().size());
        }
        return node;
    }

    private static ObjectNode figures(CrossValidationReport report) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("accuracy", report.accuracy());
        node.put("accuracySd", report.accuracySd());
        report.auc().ifPresent(auc -> node.put("auc", auc));
        report.aucInterval()
                .ifPresent(interval ->
                        node.putArray("aucInterval95").add(interval.lower()).add(interval.upper()));
        report.kappa().ifPresent(kappa -> node.put("quadraticKappa", kappa));
        ArrayNode folds = node.putArray("folds");
        for (FoldResult fold : report.folds()) {
            ObjectNode entry = folds.addObject()
                    .put("repeat", fold.repeat())
                    .put("fold", fold.fold())
                    .put("epoch", fold.epoch())
                    .put("bags", fold.predictions().size())
                    .put("accuracy", fold.accuracy());
            fold.auc().ifPresentOrElse(auc -> entry.put("auc", auc), () -> entry.putNull("auc"));
        }
        return node;
    }
}
