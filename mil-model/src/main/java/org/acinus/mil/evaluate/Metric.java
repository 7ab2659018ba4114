package org.acinus.mil.evaluate;

/// The figures that predictions are judged by.
public enum Metric {
    /// Quadratically weighted kappa of the classes.
    KAPPA("quadratic kappa"),
    /// Share of the cases called rightly.
    ACCURACY("accuracy"),
    /// Mean recall of the classes that there are.
    BALANCED_ACCURACY("balanced accuracy"),
    /// Area under the ROC curve, benign against all other classes.
    AUC("AUC"),
    /// Share of the cancers that were called any class but benign.
    SENSITIVITY("sensitivity"),
    /// Share of the benign cases that were called benign.
    SPECIFICITY("specificity");

    private final String words;

    Metric(String words) {
        this.words = words;
    }

    /// For tables.
    @Override
    public String toString() {
        return words;
    }

    /// Where the interval that needs no resampling comes from; empty where there is none.
    public String formula() {
        return switch (this) {
            case KAPPA, BALANCED_ACCURACY -> "";
            case ACCURACY, SENSITIVITY, SPECIFICITY -> "Wilson";
            case AUC -> "DeLong";
        };
    }
}
