package org.acinus.heatmap;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/// The words above a picture of tiles: banner, title, lines, notice. Immutable and thread-safe.
record PictureHeader(Lettering lettering) {
    /// Left of everything.
    static final int MARGIN = 24;

    /// What nobody may miss.
    static final Color BANNER = new Color(0xB3261E);

    private static final int LINE = 28;
    private static final int BANNER_HEIGHT = 44;

    /// Room that the words take.
    int height(Caption caption) {
        int banner = caption.banner().isPresent() ? BANNER_HEIGHT : 0;
        return banner + MARGIN + LINE * (caption.lines().size() + 2) + MARGIN / 2;
    }

    /// A white picture with the words at its top.
    ///
    /// @param content draws what is below them
    BufferedImage picture(int width, int height, Caption caption, Consumer<Graphics2D> content) {
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
        double y = MARGIN;
        if (caption.banner().isPresent()) {
            graphics.setPaint(BANNER);
            graphics.fillRect(0, 0, width, BANNER_HEIGHT);
            graphics.setPaint(Color.WHITE);
            lettering.draw(graphics, caption.banner().get(), 22, MARGIN, BANNER_HEIGHT - 14.0);
            y += BANNER_HEIGHT;
        }
        graphics.setPaint(Color.BLACK);
        lettering.draw(graphics, lettering.fitted(caption.title(), 28, width - 2.0 * MARGIN), 28, MARGIN, y + 24);
        y += LINE + 6;
        for (String line : caption.lines()) {
            lettering.draw(graphics, lettering.fitted(line, 19, width - 2.0 * MARGIN), 19, MARGIN, y + 20);
            y += LINE;
        }
        graphics.setPaint(BANNER);
        lettering.draw(graphics, caption.notice(), 19, MARGIN, y + 20);
    }
}
