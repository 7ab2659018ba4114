package org.acinus.cli.slide;

import java.awt.Color;
import org.acinus.quality.Artefact;

/// The colours that artefacts are drawn in.
final class ArtefactColours {
    private ArtefactColours() {}

    static Color of(Artefact kind) {
        return switch (kind) {
            case BLUE_INK -> new Color(30, 80, 255);
            case GREEN_INK -> new Color(0, 170, 60);
            case BLACK_INK -> new Color(40, 40, 40);
            case RED_INK -> new Color(230, 30, 30);
            case OUT_OF_FOCUS -> new Color(255, 150, 0);
            case FOLD -> new Color(150, 0, 200);
            case AIR_BUBBLE -> new Color(0, 190, 210);
            case COVER_SLIP_EDGE -> new Color(0, 120, 130);
            case NEAR_WHITE -> new Color(200, 200, 120);
            case NEAR_BLACK -> new Color(110, 60, 20);
            case SATURATION_LOSS -> new Color(120, 120, 120);
        };
    }
}
