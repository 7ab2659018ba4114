package org.acinus.mil.train.curves;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.acinus.mil.train.EpochReport;

/// Draws losses over epochs with Java's own graphics; a chart library would be a large guest for one picture.
final class CurveChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 540;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final int MOST_LOSSES = 6;
    private static final int MOST_EPOCHS = 10;
    private static final Color TRAINING = new Color(0x1f77b4);
    private static final Color VALIDATION = new Color(0xff7f0e);
    private static final int FAINT = 90;

    private final List<double[]> training = new ArrayList<>();
    private final List<double[]> validation = new ArrayList<>();
    private final int epochs;
    private final RoundSteps losses;
    private final double highest;

    CurveChart(List<TrainingCurves.Curve> curves) {
        for (TrainingCurves.Curve curve : curves) {
            training.add(curve.epochs().stream()
                    .mapToDouble(EpochReport::trainingLoss)
                    .toArray());
            validation.add(curve.epochs().stream()
                    .flatMapToDouble(report -> report.validationLoss().stream())
                    .toArray());
        }
        epochs = Math.max(
                2, training.stream().mapToInt(line -> line.length).max().orElse(2));
        double most = 0;
        for (double[] line : training) {
            most = Math.max(most, Arrays.stream(line).max().orElse(0));
        }
        for (double[] line : validation) {
            most = Math.max(most, Arrays.stream(line).max().orElse(0));
        }
        losses = RoundSteps.to(most > 0 ? most : 1, MOST_LOSSES);
        highest = losses.above(most > 0 ? most : 1);
    }

    BufferedImage draw() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        axes(pen);
        lines(pen, training, TRAINING);
        lines(pen, validation, VALIDATION);
        pen.dispose();
        return picture;
    }

    private void axes(Graphics2D pen) {
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        for (double loss : losses.upTo(highest)) {
            int y = (int) Math.round(y(loss));
            pen.setColor(new Color(0xdddddd));
            pen.drawLine(LEFT, y, WIDTH - RIGHT, y);
            pen.setColor(Color.DARK_GRAY);
            String text = losses.text(loss);
            pen.drawString(text, LEFT - 10 - pen.getFontMetrics().stringWidth(text), y + 5);
        }
        RoundSteps counted = RoundSteps.counting(epochs, MOST_EPOCHS);
        for (double step : counted.upTo(epochs)) {
            // Epochs are counted from 1.
            double epoch = Math.max(1, step);
            String text = "" + Math.round(epoch);
            float middle = pen.getFontMetrics().stringWidth(text) / 2f;
            pen.drawString(text, (float) x(epoch) - middle, HEIGHT - BOTTOM + 20f);
        }
        pen.drawString("epoch", WIDTH / 2, HEIGHT - 10);
        pen.drawString("research use only; not a medical device", LEFT, HEIGHT - 10);
        pen.setColor(TRAINING);
        pen.drawString(
                "training loss (nats): " + training.size()
                        + (training.size() == 1 ? " fit" : " fits thin, their median thick"),
                LEFT,
                24);
        if (validation.stream().anyMatch(line -> line.length > 0)) {
            pen.setColor(VALIDATION);
            pen.drawString("validation loss", WIDTH / 2 + 80, 24);
        }
    }

    private void lines(Graphics2D pen, List<double[]> lines, Color color) {
        pen.setStroke(new BasicStroke(1));
        pen.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), FAINT));
        lines.forEach(line -> pen.draw(path(line)));
        pen.setStroke(new BasicStroke(2.5f));
        pen.setColor(color);
        pen.draw(path(median(lines)));
    }

    /// The median of the fits that got so far.
    private static double[] median(List<double[]> lines) {
        int longest = lines.stream().mapToInt(line -> line.length).max().orElse(0);
        double[] middle = new double[longest];
        for (int i = 0; i < longest; i++) {
            int at = i;
            double[] values = lines.stream()
                    .filter(line -> line.length > at)
                    .mapToDouble(line -> line[at])
                    .sorted()
                    .toArray();
            middle[i] = values[values.length / 2];
        }
        return middle;
    }

    private Path2D path(double[] line) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < line.length; i++) {
            if (i == 0) {
                path.moveTo(x(1), y(line[0]));
            } else {
                path.lineTo(x(i + 1), y(line[i]));
            }
        }
        return path;
    }

    private double x(double epoch) {
        return LEFT + (epoch - 1) / (epochs - 1) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double loss) {
        return HEIGHT - BOTTOM - loss / highest * (HEIGHT - TOP - BOTTOM);
    }
}
