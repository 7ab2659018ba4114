package org.acinus.wsi.synthetic.artefact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An artefact that somebody wants painted.
///
/// @param blurMicrons standard deviation of the blur, µm; 0 for all other kinds
public record ArtefactRequest(PaintedKind kind, double blurMicrons) {
    private static final double USUAL_BLUR_MICRONS = 3;
    private static final double LEAST_BLUR_MICRONS = 0.5;
    private static final double MOST_BLUR_MICRONS = 20;

    /// Blur of these deviations is part of `all`.
    private static final List<Double> ALL_BLURS = List.of(1.0, 1.5, 2.0, 3.0, 6.0);

    /// Reads a request.
    ///
    /// @param text `all`, a kind's word, `blur` or `blur:MICRONS`
    /// @throws IllegalArgumentException where it is none of them; the message names them
    public static List<ArtefactRequest> parse(String text) {
        String word = text.toLowerCase(Locale.ROOT).replace('-', '_');
        if (word.equals("all")) {
            List<ArtefactRequest> all = new ArrayList<>();
            for (PaintedKind kind : PaintedKind.values()) {
                if (kind == PaintedKind.OUT_OF_FOCUS) {
                    ALL_BLURS.forEach(microns -> all.add(new ArtefactRequest(kind, microns)));
                } else {
                    all.add(new ArtefactRequest(kind, 0));
                }
            }
            return all;
        }
        String[] parts = word.split(":", 2);
        if (parts[0].equals("blur") || parts[0].equals(PaintedKind.OUT_OF_FOCUS.key())) {
            return List.of(new ArtefactRequest(
                    PaintedKind.OUT_OF_FOCUS, parts.length == 1 ? USUAL_BLUR_MICRONS : microns(parts[1])));
        }
        return Arrays.stream(PaintedKind.values())
                .filter(kind -> kind.key().equals(word))
                .map(kind -> List.of(new ArtefactRequest(kind, 0)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no such artefact: " + text + "; there are all, blur:µm, "
                                + Arrays.stream(PaintedKind.values())
                                        .map(PaintedKind::key)
                                        .collect(Collectors.joining(", "))));
    }

    private static double microns(String text) {
        try {
            double microns = Double.parseDouble(text);
            if (microns >= LEAST_BLUR_MICRONS && microns <= MOST_BLUR_MICRONS) {
                return microns;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("the blur is no number of µm: " + text, notANumber);
        }
        throw new IllegalArgumentException("blur is 0.5 to 20 µm, not " + text);
    }

    /// A word for it, with the blur where there is one, for example `out_of_focus:3.0`.
    public String label() {
        return blurMicrons > 0 ? kind.key() + ":" + blurMicrons : kind.key();
    }
}
