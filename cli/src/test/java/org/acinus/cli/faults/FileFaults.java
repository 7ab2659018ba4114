package org.acinus.cli.faults;

import static org.acinus.cli.faults.FaultCase.shared;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.acinus.wsi.SharedData;
import org.acinus.wsi.openslide.MrxsSketch;

/// Faults of files: dropped beside each other into one folder that is being watched.
final class FileFaults {
    private static final Duration LONG = Pace.longest();
    private static final String DOCTYPE = "<?xml version=\"1.0\"?><!DOCTYPE OME [<!ENTITY %% e SYSTEM \"%s\"> %%e;"
            + "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><OME>&b;</OME>";

    private FileFaults() {}

    static List<FaultCase> all() {
        List<FaultCase> cases = new ArrayList<>(List.of(
                shared(11, "slide copied slowly, with pauses", FileFaults::slowWriter),
                shared(12, "slide preallocated, then filled", FileFaults::preallocated),
                shared(13, "truncated at 25, 50, 75, 99 % and by one byte", rig -> {
                    for (double share : new double[] {0.25, 0.5, 0.75, 0.99, 1}) {
                        String name = "13/cut" + share + ".svs";
                        rig.put(name, Slides.cut(share));
                        rig.expect(name, "FAILED TRUNCATED");
                    }
                }),
                shared(14, "some tiles damaged; none readable", rig -> {
                    rig.put("14/damaged.svs", Slides.damaged(14));
                    rig.expect("14/damaged.svs", "DONE");
                    Path unreadable = SharedData.require("data/wsi-openslide-python/unreadable.svs");
                    rig.put("14/unreadable.svs", Files.readAllBytes(unreadable));
                    rig.expect("14/unreadable.svs", "FAILED TILES_UNREADABLE");
                }),
                shared(15, "MRXS without its folder; a file missing, a file late", FileFaults::mirax),
                shared(16, "directory loop, bad offsets, absurd counts, fuzzed files", FileFaults::malformed),
                shared(17, "picture of 2^31 x 2^31, 65,529 samples a pixel", FileFaults::bombs),
                shared(18, "XML that asks for a file and a network address", FileFaults::externalEntity),
                shared(19, "a gadget beside a slide; a project file of other software", rig -> {
                    rig.putSlide("19/a.svs");
                    pipe(rig.input().own("19/.a.svs.bfmemo"));
                    pipe(rig.input().own("19/a.svs.bfmemo"));
                    rig.expect("19/project.xlef", "NOWHERE");
                    rig.put("19/project.xlef", text("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"));
                })));
        cases.addAll(names());
        return List.copyOf(cases);
    }

    private static List<FaultCase> names() {
        return List.of(
                shared(21, "links, a loop of them, a hard link, a pipe, a socket", rig -> {
                    Path real = rig.putSlide("21/real.svs");
                    Files.createSymbolicLink(rig.input().own("21/link.svs"), Path.of("/etc/passwd"));
                    rig.expect("21/link.svs", "NOWHERE");
                    Files.createSymbolicLink(rig.input().own("21/loop"), rig.drop());
                    rig.expect("21/loop/21/real.svs", "NOWHERE");
                    Files.createLink(rig.input().own("21/hard.svs"), real);
                    rig.expect("21/hard.svs", "DONE");
                    pipe(rig.input().own("21/pipe.svs"));
                    rig.expect("21/pipe.svs", "NOWHERE");
                    socket(rig, "21/socket.svs");
                }),
                shared(22, "indexes that name ../../x and /etc/passwd", rig -> {
                    rig.put("22/m.mrxs", text("JPEG"));
                    rig.put("22/m/Slidedat.ini", text("[DATAFILE]\nFILE_COUNT=1\nFILE_0=../../x\n"));
                    rig.put("22/h.vms", text("[Virtual Microscope Specimen]\nImageFile=/etc/passwd\n"));
                    rig.expect("22/m.mrxs", "FAILED PATH_ESCAPE");
                    rig.expect("22/h.vms", "FAILED PATH_ESCAPE");
                }),
                shared(23, "names of SQL, formulas, line breaks, 255 bytes", rig -> {
                    for (String name : List.of(
                            "x'); DROP TABLE slide;--.svs",
                            "line\nbreak.svs",
                            "%00.svs",
                            "-rf.svs",
                            "=HYPERLINK(1).svs",
                            "n".repeat(251) + ".svs")) {
                        rig.putSlide("23/" + name);
                    }
                }),
                shared(24, "NFC and NFD twins, right-to-left, emoji, no UTF-8", rig -> {
                    rig.putSlide("24/caf\u00e9.svs");
                    rig.putSlide("24/cafe\u0301.svs");
                    rig.putSlide("24/\u202egpj.svs");
                    rig.putSlide("24/\ud83d\ude00.svs");
                    Path good = rig.put("24/good.bin", Slides.whole(24));
                    String copy = "cp \"$1\" \"$2/$(printf 'bad\\377.svs')\"";
                    new ProcessBuilder(
                                    "sh",
                                    "-c",
                                    copy,
                                    "sh",
                                    good.toString(),
                                    good.getParent().toString())
                            .start()
                            .waitFor();
                    rig.input().ownAllOf("24");
                    rig.expect("24/bad%FF.svs", "FAILED NAME_UNUSABLE");
                }),
                shared(26, "one content under two names; one name with new content", FileFaults::contents));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        Files.createDirectories(path.getParent());
        if (new ProcessBuilder("mkfifo", path.toString()).start().waitFor() != 0) {
            throw new IOException("no pipe at " + path);
        }
    }

    /// Sockets have short names, so it is made elsewhere.
    private static void socket(FaultRig rig, String name) throws IOException {
        Path made = Files.createTempDirectory("s").resolve("s");
        rig.closedLast(ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(made)));
        rig.expect(name, "NOWHERE");
        Files.createLink(rig.input().own(name), made);
        Files.delete(made);
    }

    /// Pauses are longer than a look takes to come round and shorter than the quiet period.
    private static void slowWriter(FaultRig rig) throws Exception {
        byte[] bytes = Slides.whole(11);
        rig.expect("11/slow.svs", "DONE");
        Path file = rig.input().own("11/slow.svs");
        int parts = 8;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int part = 0; part < parts; part++) {
                int from = (int) ((long) bytes.length * part / parts);
                int to = (int) ((long) bytes.length * (part + 1) / parts);
                out.write(bytes, from, to - from);
                rig.requireUnread("11/slow.svs");
                rig.wait(Duration.ofSeconds(36));
            }
        }
    }

    /// Pauses are longer than the quiet period: only the content shows that it is not whole.
    private static void preallocated(FaultRig rig) throws Exception {
        byte[] bytes = Slides.whole(12);
        rig.expect("12/filled.svs", "DONE");
        Path path = rig.input().own("12/filled.svs");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes.length);
            rig.wait(Duration.ofSeconds(108));
            rig.requireUnread("12/filled.svs");
            file.write(bytes, 0, bytes.length / 2);
            rig.wait(Duration.ofSeconds(108));
            rig.requireUnread("12/filled.svs");
            file.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
    }

    /// The late file comes after several looks and well before patience ends.
    private static void mirax(FaultRig rig) throws Exception {
        rig.put("15/m.mrxs", text("JPEG"));
        rig.put("15/n.mrxs", text("JPEG"));
        rig.put("15/n/Slidedat.ini", text("[DATAFILE]\nFILE_COUNT=1\nFILE_0=Data0000.dat\n"));
        rig.expect("15/m.mrxs", "FAILED INCOMPLETE");
        rig.expect("15/n.mrxs", "FAILED INCOMPLETE");
        Path drawn = Files.createDirectories(rig.folder().resolve("drawn"));
        MrxsSketch.write(drawn, "late");
        for (String part : List.of("late/Slidedat.ini", "late/Index.dat", "late.mrxs")) {
            rig.put("15/" + part, Files.readAllBytes(drawn.resolve(part)));
        }
        rig.expect("15/late.mrxs", "DONE");
        rig.wait(Duration.ofSeconds(108));
        rig.requireUnread("15/late.mrxs");
        rig.put("15/late/Data0000.dat", Files.readAllBytes(drawn.resolve("late/Data0000.dat")));
    }

    private static void malformed(FaultRig rig) throws IOException {
        int[][] tags = {{256, 1, 100}, {257, 1, 100}, {273, 1, 8}, {279, 1, 10}};
        rig.put("16/loop.tif", Slides.tiff(tags, "loop", 8));
        rig.put("16/offset.tif", Slides.tiff(tags, "offset", 0x7fff_fff0));
        rig.put("16/count.tif", Slides.tiff(new int[][] {{256, 1, 100}, {257, -1, 100}, {273, -1, 8}}, "count", 0));
        List<String> names = new ArrayList<>(List.of("16/loop.tif", "16/offset.tif", "16/count.tif"));
        Path fuzzed = Path.of(System.getProperty("acinus.shared"), "data", "hostile-image-tiff");
        if (Files.isDirectory(fuzzed)) {
            for (Path file : Slides.hostile(fuzzed)) {
                String name = "16/" + file.getFileName();
                rig.put(name, Files.readAllBytes(file));
                names.add(name);
            }
        }
        names.forEach(name -> rig.expect(name, "FAILED *"));
    }

    private static void bombs(FaultRig rig) throws IOException {
        int huge = Integer.MAX_VALUE;
        rig.put(
                "17/huge.tif",
                Slides.tiff(
                        new int[][] {
                            {256, 1, huge}, {257, 1, huge}, {322, 1, 256}, {323, 1, 256}, {324, 1, 8}, {325, 1, 9}
                        },
                        "huge",
                        0));
        rig.put(
                "17/samples.tif",
                Slides.tiff(
                        new int[][] {{256, 1, 5000}, {257, 1, 5000}, {273, 1, 8}, {277, 1, 65_529}, {279, 1, 10}},
                        "samples",
                        0));
        rig.expect("17/huge.tif", "FAILED *");
        rig.expect("17/samples.tif", "FAILED *");
    }

    private static void externalEntity(FaultRig rig) throws Exception {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        rig.closedLast(new Canary(listener));
        String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x.dtd";
        int[][] tags = {{256, 1, 100}, {257, 1, 100}, {273, 1, 8}, {279, 1, 10}};
        rig.put("18/net.tif", Slides.tiff(tags, DOCTYPE.formatted(address), 0));
        // Whoever reads this file waits for ever.
        Path trap = rig.folder().resolve("trap");
        pipe(trap);
        rig.put("18/file.ome.tif", Slides.tiff(tags, DOCTYPE.formatted(trap.toUri()), 0));
        rig.expect("18/net.tif", "FAILED *");
        rig.expect("18/file.ome.tif", "FAILED *");
    }

    private static void contents(FaultRig rig) throws Exception {
        byte[] first = Slides.whole(26);
        rig.put("26/one.svs", first);
        rig.put("26/two.svs", first);
        rig.put("26/new.svs", Slides.whole(261));
        List.of("26/one.svs", "26/two.svs", "26/new.svs").forEach(name -> rig.expect(name, "DONE"));
        await().atMost(LONG).until(() -> "DONE".equals(rig.ledger().states().get("26/new.svs")));
        rig.allowRuns(1);
        rig.put("26/new.svs", Slides.whole(262));
        await().atMost(LONG)
                .until(() -> rig.ledger()
                                .number("SELECT count(*) FROM acinus.slide_result_history"
                                        + " WHERE file = '26/new.svs'")
                        == 2);
    }

    /// Complains when somebody has knocked.
    private record Canary(ServerSocket listener) implements Closeable {
        @Override
        public void close() throws IOException {
            listener.setSoTimeout(1);
            try {
                listener.accept().close();
                throw new IllegalStateException("a slide's XML made somebody call");
            } catch (SocketTimeoutException nobody) {
                listener.close();
            }
        }
    }
}
