package org.acinus.mil.train.curves;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.acinus.mil.train.EpochReport;
import org.junit.jupiter.api.Test;

class TrainingCurvesTest {

    @Test
    void everyEpochIsALine() {
        TrainingCurves curves = new TrainingCurves();
        curves.fit("repeat 1, fold 1");
        curves.epoch(new EpochReport(1, 5e-4, 0.75, OptionalDouble.of(0.5)));
        curves.epoch(new EpochReport(2, 2.5e-4, 0.25, OptionalDouble.empty()));

        assertThat(curves.csv().lines())
                .containsExactly(
                        "fit,epoch,learning_rate,training_loss,validation_loss,notice",
                        "\"repeat 1, fold 1\",1,5.0E-4,0.75,0.5,research use only; not a medical device",
                        "\"repeat 1, fold 1\",2,2.5E-4,0.25,,research use only; not a medical device");
    }

    /// The training line is blue and falls: high on the left, low on the right.
    @Test
    void thePictureShowsTheLineFall() throws IOException {
        TrainingCurves curves = new TrainingCurves();
        curves.fit("all bags");
        for (int epoch = 1; epoch <= 50; epoch++) {
            curves.epoch(new EpochReport(epoch, 1e-3, 1.0 / epoch, OptionalDouble.empty()));
        }

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(curves.png()));

        assertThat(picture.getWidth()).isEqualTo(960);
        assertThat(firstBlue(picture, 72)).isLessThan(200);
        assertThat(firstBlue(picture, 900)).isGreaterThan(450);
    }

    /// Uppermost row below the legend where a column is the training line's blue.
    private static int firstBlue(BufferedImage picture, int x) {
        for (int y = 32; y < picture.getHeight(); y++) {
            int rgb = picture.getRGB(x, y);
            if ((rgb & 0xff) > ((rgb >> 16) & 0xff) + 60) {
                return y;
            }
        }
        return -1;
    }

    @Test
    void aTrainingWithoutAnyEpochHasAPictureToo() throws IOException {
        assertThat(ImageIO.read(new ByteArrayInputStream(new TrainingCurves().png())))
                .isNotNull();
    }
}
