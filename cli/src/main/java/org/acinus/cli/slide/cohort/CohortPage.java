package org.acinus.cli.slide.cohort;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.acinus.export.AtomicFile;
import org.acinus.export.PackNotice;
import org.acinus.export.report.Markup;

/// `cohort.html`: one page with a row a slide, its picture and its mask, to be sorted, narrowed down and looked
/// through.
///
/// Pictures are inside the page, so that it can be sent by itself; large ones are linked to in the slides' folders. It
/// asks nothing of any network.
public final class CohortPage {
    /// The slide's picture in its folder.
    public static final String SLIDE_PICTURE = "slide.jpg";

    /// Its mask.
    public static final String MASK_PICTURE = "mask.jpg";

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy"
                  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <title>Acinus · tissue of a cohort</title>
            <style>
            body { font: 14px/1.4 system-ui, "Segoe UI", Helvetica, Arial, sans-serif; color: #1c2733; margin: 1rem 1.5rem; }
            h1 { font-size: 1.4rem; margin: 0 0 .3rem; }
            p { margin: .2rem 0 .6rem; color: #4a5866; }
            .bar { position: sticky; top: 0; background: #fff; padding: .5rem 0; border-bottom: 1px solid #cfd7df; z-index: 1; }
            .bar label { margin-right: 1.2rem; } .bar input[type=search] { width: 16rem; }
            .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 .9em; vertical-align: -1px; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th { text-align: left; color: #4a5866; white-space: nowrap; cursor: pointer; padding: .4rem .6rem; }
            th.up::after { content: " ▲"; } th.down::after { content: " ▼"; }
            td { padding: .3rem .6rem; border-top: 1px solid #e3e8ee; vertical-align: top; }
            td.n { text-align: right; white-space: nowrap; }
            td.file { overflow-wrap: anywhere; min-width: 10rem; max-width: 18rem; }
            td.picture { width: 200px; padding: .3rem .3rem; } td.picture img { display: block; }
            .flag { display: inline-block; background: #fdeeee; color: #8c1d18; border-radius: 3px; padding: 0 .4em;
                    margin: 0 .3em .2em 0; white-space: nowrap; }
            .detail { color: #4a5866; font-size: .9em; }
            body.masks thead, body.masks td { display: none; }
            body.masks tbody { display: flex; flex-wrap: wrap; gap: 10px; padding-top: 10px; }
            body.masks tr { width: 208px; border: 1px solid #e3e8ee; padding: 3px; }
            body.masks tr[hidden] { display: none; }
            body.masks td.mask, body.masks td.file, body.masks td.flags { display: block; border: 0; padding: 0 2px; width: auto; }
            body.masks tr.flagged { border-color: #b3261e; }
            </style>
            </head>
            <body>
            """;

    /// Sorting by a column, and what is shown.
    private static final String SCRIPT = """
            <script>
            const body = document.querySelector('tbody'), rows = [...body.rows];
            const flagged = document.querySelector('#flagged'), words = document.querySelector('#words');
            function narrow() {
              let shown = 0;
              for (const row of rows) {
                row.hidden = flagged.checked && !row.classList.contains('flagged')
                  || !row.textContent.toLowerCase().includes(words.value.toLowerCase());
                shown += row.hidden ? 0 : 1;
              }
              document.querySelector('#shown').textContent = shown + ' of ' + rows.length + ' shown';
            }
            flagged.onchange = words.oninput = narrow;
            document.querySelector('#masks').onchange = e => document.body.classList.toggle('masks', e.target.checked);
            document.querySelectorAll('th').forEach((head, column) => head.onclick = () => {
              const down = head.classList.contains('up');
              document.querySelectorAll('th').forEach(other => other.className = '');
              head.className = down ? 'down' : 'up';
              const value = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
              rows.sort((a, b) => (isNaN(value(a)) || isNaN(value(b))
                ? value(a).localeCompare(value(b)) : value(a) - value(b)) * (down ? -1 : 1));
              body.append(...rows);
            });
            narrow();
            </script>
            </body>
            </html>
            """;

    private CohortPage() {}

    /// A colour of the masks, and what it means.
    ///
    /// @param css for example `#1e50ff`
    public record Key(String css, String words) {}

    /// Writes the page beside the slides' folders.
    ///
    /// @param folder that holds the folders which rows name
    /// @param rows in the order of the page
    /// @param settings what tiles were asked for, in words
    /// @param keys what the colours of the masks mean
    public static void write(Path folder, List<CohortRow> rows, String settings, List<Key> keys) throws IOException {
        CohortFlags flags = CohortFlags.of(rows);
        AtomicFile.write(folder.resolve("cohort.html"), out -> {
            print(out, HEAD);
            print(out, top(rows, flags, settings, keys));
            for (CohortRow row : rows) {
                print(out, line(folder, row, flags.reasons(row)));
            }
            print(out, "</tbody>\n</table>\n");
            print(out, SCRIPT);
        });
    }

    private static void print(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String top(List<CohortRow> rows, CohortFlags flags, String settings, List<Key> keys) {
        Map<CohortRow.Outcome, Long> counts =
                rows.stream().collect(Collectors.groupingBy(CohortRow::outcome, Collectors.counting()));
        String outcomes = Arrays.stream(CohortRow.Outcome.values())
                .filter(counts::containsKey)
                .map(outcome -> counts.get(outcome) + " " + outcome)
                .collect(Collectors.joining(", "));
        long flagged =
                rows.stream().filter(row -> !flags.reasons(row).isEmpty()).count();
        String colours = keys.stream()
                .map(key -> "<span class=\"key\" style=\"background:" + key.css() + "\"></span>"
                        + Markup.escape(key.words()))
                .collect(Collectors.joining());
        return "<h1>Tissue of " + rows.size() + " slides</h1>\n<p>" + outcomes + ". " + flagged
                + " to look at. " + Markup.escape(settings) + " " + Markup.escape(PackNotice.RESEARCH_USE) + "</p>\n"
                + "<div class=\"bar\"><label><input type=\"checkbox\" id=\"flagged\"> only slides to look at</label>"
                + "<label><input type=\"checkbox\" id=\"masks\"> masks side by side</label>"
                + "<input type=\"search\" id=\"words\" placeholder=\"file, outcome or reason\"> <span id=\"shown\"></span>"
                + "<div>Masks: glass is greyed," + colours + "</div></div>\n"
                + "<table>\n<thead><tr><th>slide</th><th>mask</th><th>file</th><th>to look at</th><th>tissue, mm²</th>"
                + "<th>of the slide</th><th>tiles</th><th>left out</th><th>artefacts, of the tissue</th><th>µm/px</th>"
                + "</tr></thead>\n<tbody>\n";
    }

    private static String line(Path folder, CohortRow row, List<String> reasons) {
        CohortRow.Findings found = row.findings();
        String flags = reasons.stream()
                .map(reason -> "<span class=\"flag\">" + Markup.escape(reason) + "</span>")
                .collect(Collectors.joining());
        String detail = row.outcome() == CohortRow.Outcome.EXCLUDED ? "left out by --slides-csv" : row.detail();
        return "<tr" + (reasons.isEmpty() ? "" : " class=\"flagged\"") + ">"
                + picture(folder, row, SLIDE_PICTURE, "picture")
                + picture(folder, row, MASK_PICTURE, "picture mask")
                + "<td class=\"file\">" + linked(row, Markup.escape(row.file())) + "</td>"
                + "<td class=\"flags\" data-v=\"" + -reasons.size() + "\">" + flags
                + (detail.isEmpty() ? "" : "<div class=\"detail\">" + Markup.escape(detail) + "</div>") + "</td>"
                + (row.hasPictures() ? figures(found) : "<td></td>".repeat(6)) + "</tr>\n";
    }

    private static String figures(CohortRow.Findings found) {
        return number(found.tissueMm2(), "%.1f")
                + number(100 * found.tissueShare(), "%.0f %%")
                + number(found.tiles(), "%,.0f")
                + number(100 * found.spoiltShare(), "%.1f %%")
                + artefacts(found)
                + number(found.spacingMicrons(), "%.3f");
    }

    private static String number(double value, String format) {
        return "<td class=\"n\" data-v=\"" + value + "\">" + String.format(Locale.ROOT, format, value) + "</td>";
    }

    private static String artefacts(CohortRow.Findings found) {
        double all =
                found.artefacts().values().stream().mapToDouble(share -> share).sum();
        Function<Double, String> percent = share -> String.format(Locale.ROOT, "%.1f&nbsp;%%", 100 * share);
        return "<td data-v=\"" + all + "\">"
                + found.artefacts().entrySet().stream()
                        .filter(kind -> kind.getValue() >= 0.0005)
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .map(kind -> Markup.escape(kind.getKey().words()) + " " + percent.apply(kind.getValue()))
                        .collect(Collectors.joining("<br>"))
                + "</td>";
    }

    /// A thumbnail; a click shows the overview.
    private static String picture(Path folder, CohortRow row, String name, String style) {
        Path file = folder.resolve(row.folder()).resolve(name);
        if (!row.hasPictures() || !Files.exists(file)) {
            return "<td class=\"" + style + "\"></td>";
        }
        try {
            String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
            return "<td class=\"" + style + "\">"
                    + linked(
                            row,
                            "<img loading=\"lazy\" decoding=\"async\" alt=\"\" src=\"data:image/jpeg;base64," + bytes
                                    + "\">")
                    + "</td>";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String linked(CohortRow row, String content) {
        if (!row.hasPictures()) {
            return content;
        }
        String folder = URLEncoder.encode(row.folder(), StandardCharsets.UTF_8).replace("+", "%20");
        return "<a href=\"" + folder + "/overview.png\">" + content + "</a>";
    }
}
