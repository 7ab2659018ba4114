package org.acinus.quality;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.boundingRect;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponents;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/// The connected pieces of a mask, with what is needed to tell what each of them is.
final class Pieces {
    /// The standard deviation of what is evenly spread is its extent over the root of twelve.
    private static final double SIDE_PER_DEVIATION = Math.sqrt(12);

    private Pieces() {}

    /// One connected piece.
    ///
    /// Sums of coordinates give its shape as an ellipse of the same moments has it.
    static final class Piece {
        private long area;
        private double sumX;
        private double sumY;
        private double sumXx;
        private double sumYy;
        private double sumXy;
        private final long[] votes;

        private Piece(int ballots) {
            this.votes = new long[ballots];
        }

        private void add(int x, int y, int vote) {
            area++;
            sumX += x;
            sumY += y;
            sumXx += (double) x * x;
            sumYy += (double) y * y;
            sumXy += (double) x * y;
            votes[vote]++;
        }

        /// Cells in it.
        long area() {
            return area;
        }

        /// Its cells that voted for something.
        long votes(int vote) {
            return votes[vote];
        }

        /// Standard deviation of its cells along its longer axis, in cells.
        double deviationAlong() {
            return Math.sqrt(Math.max(0, mean() + spread()));
        }

        /// Standard deviation of its cells across its longer axis, in cells.
        double deviationAcross() {
            return Math.sqrt(Math.max(0, mean() - spread()));
        }

        /// Its length, if it were an even stroke along its longer axis, in cells.
        double length() {
            return SIDE_PER_DEVIATION * deviationAlong();
        }

        /// Its width, if it were such a stroke, in cells.
        double width() {
            return SIDE_PER_DEVIATION * deviationAcross();
        }

        private double mean() {
            return (varianceX() + varianceY()) / 2;
        }

        private double spread() {
            double half = (varianceX() - varianceY()) / 2;
            double covariance = sumXy / area - sumX / area * sumY / area;
            return Math.sqrt(half * half + covariance * covariance);
        }

        private double varianceX() {
            return sumXx / area - sumX / area * sumX / area;
        }

        private double varianceY() {
            return sumYy / area - sumY / area * sumY / area;
        }
    }

    /// Says what a piece is.
    @FunctionalInterface
    interface Verdict {
        /// What every cell of the piece becomes, 0 for nothing.
        byte of(Piece piece);
    }

    /// Judges every piece of a mask.
    ///
    /// @param vote from a cell's index to what it votes for, 0 to `ballots - 1`
    /// @return one byte a cell: what its piece was found to be, 0 outside of pieces; empty where none is anything
    static byte[] judge(Mat mask, int ballots, IntUnaryOperator vote, Verdict verdict) {
        int width = mask.cols();
        try (PointerScope _ = new PointerScope()) {
            Rect box = boundingRect(mask);
            if (box.width() == 0) {
                return new byte[0];
            }
            Mat labels = new Mat();
            int count = connectedComponents(mask.apply(box), labels, 8, CV_32S);
            IntBuffer all = labels.createBuffer();
            int[] row = new int[box.width()];
            Piece[] pieces = new Piece[count];
            Arrays.setAll(pieces, piece -> new Piece(ballots));
            for (int y = 0; y < box.height(); y++) {
                all.get(y * row.length, row);
                int start = (box.y() + y) * width + box.x();
                for (int x = 0; x < row.length; x++) {
                    if (row[x] > 0) {
                        pieces[row[x]].add(box.x() + x, box.y() + y, vote.applyAsInt(start + x));
                    }
                }
            }
            byte[] verdicts = new byte[count];
            boolean any = false;
            for (int i = 1; i < count; i++) {
                verdicts[i] = verdict.of(pieces[i]);
                any |= verdicts[i] != 0;
            }
            if (!any) {
                return new byte[0];
            }
            byte[] cells = new byte[width * mask.rows()];
            for (int y = 0; y < box.height(); y++) {
                all.get(y * row.length, row);
                int start = (box.y() + y) * width + box.x();
                for (int x = 0; x < row.length; x++) {
                    cells[start + x] = verdicts[row[x]];
                }
            }
            return cells;
        }
    }
}
