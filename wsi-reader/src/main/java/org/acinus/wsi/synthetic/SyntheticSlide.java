package org.acinus.wsi.synthetic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.acinus.wsi.Slide;
import org.acinus.wsi.synthetic.mirror.MirroredPicture;
import org.acinus.wsi.synthetic.scene.Blob;
import org.acinus.wsi.synthetic.scene.Scene;
import org.acinus.wsi.synthetic.scene.SlideLook;
import org.acinus.wsi.synthetic.scene.TissueTraits;
import org.acinus.wsi.synthetic.scene.Tumour;
import org.acinus.wsi.synthetic.tissue.TissuePicture;
import org.acinus.wsi.write.PixelSource;
import org.acinus.wsi.write.SlideDescription;

/// Single synthetic slides of any size.
public final class SyntheticSlide {
    /// µm per pixel at which tissue is drawn.
    public static final double SPACING_MICRONS = 0.5;

    /// µm per pixel of the real slide from which the large benchmark slide is put together.
    public static final double MIRRORED_SPACING_MICRONS = 0.499;

    private static final double OBJECTIVE = 20;

    /// Tissue that has one tumour on a drawn slide, px².
    private static final double TISSUE_PER_TUMOUR = 40e6;

    private SyntheticSlide() {}

    /// Drawn prostate tissue with a few areas of tumour.
    ///
    /// @param width level-0 px
    /// @param height level-0 px
    public static PixelSource tissue(int width, int height, long seed) {
        Dice dice = new Dice(seed);
        SceneComposer composer = new SceneComposer(dice);
        List<Blob> islands = composer.islands(width, height, 0.5 * width * height);
        double area = islands.stream().mapToDouble(Blob::area).sum();
        List<Tumour> tumours = composer.scatter(islands, (int) Math.round(area / TISSUE_PER_TUMOUR));
        return new TissuePicture(new Scene(
                dice.seed(), width, height, islands, tumours, List.of(), TissueTraits.PLAIN, SlideLook.PLAIN));
    }

    /// The densest part of a slide, mirrored and repeated over islands on a canvas of any size.
    ///
    /// Reads what it needs at once; the slide may be closed afterwards.
    ///
    /// @param slide at least 64 px on its shorter side
    /// @param width level-0 px
    /// @param height level-0 px
    public static PixelSource mirrored(Slide slide, int width, int height, long seed) {
        return MirroredPicture.of(slide, width, height, seed);
    }

    /// What a drawn slide's file says of itself.
    ///
    /// @param name of the slide, without an ending
    /// @param spacingMicrons µm per level-0 pixel
    public static SlideDescription drawn(String name, double spacingMicrons) {
        return description(name, spacingMicrons, "SYNTHETIC - drawn by a program - no patient - research use only");
    }

    /// What the file of a [#mirrored] slide says of itself.
    ///
    /// @param name of the slide, without an ending
    /// @param spacingMicrons µm per level-0 pixel
    public static SlideDescription putTogether(String name, double spacingMicrons) {
        return description(name, spacingMicrons, "SYNTHETIC - parts of one slide repeated - for measuring only");
    }

    private static SlideDescription description(String name, double spacingMicrons, String origin) {
        SequencedMap<String, String> properties = new LinkedHashMap<>();
        properties.put("ScanScope ID", "SYNTHETIC");
        properties.put("Filename", name);
        properties.put("Origin", origin);
        return new SlideDescription(spacingMicrons, OBJECTIVE, "SYNTHETIC, written by Acinus", properties);
    }
}
