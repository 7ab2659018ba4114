package org.acinus.mil.train.packing;

import java.util.Optional;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.train.OperatingPoint;

/// What a new head pack says about itself that no training can find out.
///
/// @param name of the pack
/// @param version of the pack
/// @param demo whether everything it says must be marked DEMO
/// @param licence what may be done with it
/// @param cancerThreshold least cancer probability that is called cancer
/// @param reviewMargin a probability nearer than this to the threshold wants a person
/// @param dataNote what the card says of the data: who made the labels, on which slides, how they were chosen;
///     it must name no patient
/// @param acinusVersion that trained it
/// @param operatingPoint how the threshold was chosen; nothing where someone named it
public record HeadLabelling(
        String name,
        String version,
        boolean demo,
        PackLicence licence,
        double cancerThreshold,
        double reviewMargin,
        Optional<String> dataNote,
        String acinusVersion,
        Optional<OperatingPoint> operatingPoint) {

    /// The same with a threshold that training has chosen.
    public HeadLabelling at(OperatingPoint point) {
        return new HeadLabelling(
                name,
                version,
                demo,
                licence,
                point.threshold(),
                reviewMargin,
                dataNote,
                acinusVersion,
                Optional.of(point));
    }
}
