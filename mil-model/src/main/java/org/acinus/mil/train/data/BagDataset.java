package org.acinus.mil.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.PackReference;

/// Slides with labels, all embedded by one encoder.
///
/// @param bags at least one, of different names, each with a label of the task
/// @param dimension length of an embedding
/// @param task the question that the labels answer
/// @param encoder whose embeddings these are
/// @param sha256 of the data: what it covers is said by whoever reads it
/// @param unlabelled bags of the same encoder without label, of other patients; their labels mean nothing
public record BagDataset(
        List<LabelledBag> bags,
        int dimension,
        HeadTask task,
        PackReference encoder,
        String sha256,
        List<LabelledBag> unlabelled) {
    public BagDataset {
        bags = List.copyOf(bags);
        unlabelled = List.copyOf(unlabelled);
        Set<String> names = new HashSet<>();
        for (LabelledBag bag : bags) {
            if (!names.add(bag.name())) {
                throw new BagDataException("The bag " + bag.name() + " is there twice");
            }
            if (bag.label() < 0 || bag.label() >= task.classes()) {
                throw new BagDataException("The bag " + bag.name() + " has label " + bag.label() + ", but task " + task
                        + " has labels 0 to " + (task.classes() - 1));
            }
        }
        if (bags.isEmpty()) {
            throw new BagDataException("There is no labelled bag");
        }
    }

    /// Labelled bags alone.
    public BagDataset(List<LabelledBag> bags, int dimension, HeadTask task, PackReference encoder, String sha256) {
        this(bags, dimension, task, encoder, sha256, List.of());
    }

    /// How many bags each class has.
    public List<Integer> bagsPerClass() {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(task.classes(), 0));
        bags.forEach(bag -> counts.set(bag.label(), counts.get(bag.label()) + 1));
        return List.copyOf(counts);
    }
}
