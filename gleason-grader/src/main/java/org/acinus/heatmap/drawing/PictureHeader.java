package org.acinus.heatmap.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/// The words above a picture: banner, title, lines, notice. Immutable and thread-safe.
public record PictureHeader(Lettering lettering) {
    /// Left of everything.
    public static final int MARGIN = 24;

    /// What nobody may miss.
    public static final Color BANNER = new Color(0xB3261E);

    private static final double TITLE_SIZE = 30;
    private static final double LINE_SIZE = 20;
    private static final int BANNER_HEIGHT = 44;
    private static final int TITLE_HEIGHT = 44;
    private static final int LINE_HEIGHT = 28;

    /// Room that the words take.
    public static int height(Caption caption) {
        int banner = caption.banner().isPresent() ? BANNER_HEIGHT : 0;
        return banner + MARGIN + TITLE_HEIGHT + LINE_HEIGHT * (caption.lines().size() + 1) + MARGIN / 2;
    }

    /// A white picture with the words at its top.
    ///
    /// @param content draws what is below them
    public BufferedImage picture(int width, int height, Caption caption, Consumer<Graphics2D> content) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setPaint(Color.WHITE);
            graphics.fillRect(0, 0, width, height);
            draw(graphics, width, caption);
            content.accept(graphics);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void draw(Graphics2D graphics, int width, Caption caption) {
        int y = MARGIN;
        if (caption.banner().isPresent()) {
            graphics.setPaint(BANNER);
            graphics.fillRect(0, 0, width, BANNER_HEIGHT);
            line(graphics, caption.banner().get(), LINE_SIZE + 2, Color.WHITE, BANNER_HEIGHT - 14);
            y += BANNER_HEIGHT;
        }
        line(graphics, fitted(caption.title(), TITLE_SIZE, width), TITLE_SIZE, Color.BLACK, y + TITLE_SIZE - 4);
        y += TITLE_HEIGHT;
        for (String words : caption.lines()) {
            line(graphics, fitted(words, LINE_SIZE, width), LINE_SIZE, Color.BLACK, y + LINE_SIZE);
            y += LINE_HEIGHT;
        }
        line(graphics, caption.notice(), LINE_SIZE, BANNER, y + LINE_SIZE);
    }

    private String fitted(String words, double size, int width) {
        return lettering.fitted(words, size, width - 2.0 * MARGIN);
    }

    private void line(Graphics2D graphics, String words, double size, Color colour, double baseline) {
        graphics.setPaint(colour);
        lettering.draw(graphics, words, size, MARGIN, baseline);
    }
}
