package org.acinus.mil.train.curves;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.acinus.mil.train.EpochReport;
import org.acinus.mil.train.TrainingListener;

/// Hears a training and remembers how the losses of each fit went.
public final class TrainingCurves implements TrainingListener {
    private final List<Curve> curves = new ArrayList<>();

    /// The epochs of a fit.
    ///
    /// @param fit its name
    record Curve(String fit, List<EpochReport> epochs) {}

    @Override
    public void fit(String name) {
        curves.add(new Curve(name, new ArrayList<>()));
    }

    @Override
    public void epoch(EpochReport report) {
        if (curves.isEmpty()) {
            fit("");
        }
        curves.getLast().epochs.add(report);
    }

    /// One line an epoch: `fit,epoch,learning_rate,training_loss,validation_loss,notice`, the validation empty where
    /// there are no validation bags.
    public String csv() {
        StringBuilder text = new StringBuilder("fit,epoch,learning_rate,training_loss,validation_loss,notice\n");
        for (Curve curve : curves) {
            for (EpochReport report : curve.epochs) {
                text.append(String.format(
                        Locale.ROOT,
                        "\"%s\",%d,%s,%s,%s,research use only; not a medical device\n",
                        curve.fit,
                        report.epoch(),
                        report.learningRate(),
                        report.trainingLoss(),
                        report.validationLoss().isPresent()
                                ? "" + report.validationLoss().getAsDouble()
                                : ""));
            }
        }
        return text.toString();
    }

    /// The curves as a PNG file: a thin line a fit, the median over the fits thick, training blue, validation
    /// orange.
    public byte[] png() {
        BufferedImage picture = new CurveChart(curves).draw();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A picture in memory can always be written", impossible);
        }
        return bytes.toByteArray();
    }
}
