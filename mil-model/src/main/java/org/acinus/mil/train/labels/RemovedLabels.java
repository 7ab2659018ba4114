package org.acinus.mil.train.labels;

import java.util.ArrayList;
import java.util.List;
import org.acinus.mil.train.Removal;
import org.acinus.mil.train.TrainingListener;

/// Remembers which bags the last fit left out.
public final class RemovedLabels implements TrainingListener {
    private final List<Removal> last = new ArrayList<>();

    @Override
    public void removed(List<Removal> removed, int bags) {
        last.clear();
        last.addAll(removed);
    }

    /// One line a bag: `slide,label,suggested,p_label,p_suggested,notice`, for a person to look at.
    public String csv() {
        StringBuilder text = new StringBuilder("slide,label,suggested,p_label,p_suggested,notice\n");
        for (Removal removal : last) {
            text.append('"')
                    .append(removal.bag().replace("\"", "\"\""))
                    .append("\",")
                    .append(removal.given())
                    .append(',')
                    .append(removal.suggested())
                    .append(',')
                    .append(removal.givenProbability())
                    .append(',')
                    .append(removal.suggestedProbability())
                    .append(",research use only; not a medical device\n");
        }
        return text.toString();
    }
}
