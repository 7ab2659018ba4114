package org.acinus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.acinus.intake.gate.GateSettings;
import org.acinus.outcome.FailureCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Slides of several files, which arrive in any order.
class CompanionRuleTest {
    private static final String SLIDEDAT = """
            [GENERAL]
            SLIDE_VERSION = 01.02
            [HIERARCHICAL]
            INDEXFILE = Index.dat
            [DATAFILE]
            FILE_COUNT = 2
            FILE_0 = Data0000.dat
            FILE_1 = Data0001.dat
            """;

    @TempDir
    private Path root;

    private Drops drops;

    @BeforeEach
    void setUp() throws IOException {
        drops = new Drops(root);
    }

    private String reason() throws IOException {
        return drops.settle().waiting().getLast().reason();
    }

    @Test
    void aMiraxSlideWaitsForItsFolderItsIndexAndEveryDataFile() throws IOException {
        drops.write("m.mrxs", "JPEG");
        assertThat(reason()).isEqualTo("missing: m/Slidedat.ini");
        drops.write("m/Slidedat.ini", SLIDEDAT);
        assertThat(reason()).isEqualTo("missing: m/Index.dat, m/Data0000.dat, m/Data0001.dat");
        drops.write("m/Index.dat", "i");
        drops.write("m/Data0000.dat", "0");
        assertThat(reason()).isEqualTo("missing: m/Data0001.dat");
        drops.write("m/Data0001.dat", "1");
        assertThat(drops.settle().whole()).hasSize(1);
    }

    @Test
    void aMiraxSlideIsNotWholeWhileOneDataFileGrows() throws IOException {
        drops.write("m/Slidedat.ini", SLIDEDAT);
        drops.write("m/Index.dat", "i");
        drops.write("m/Data0000.dat", "0");
        drops.write("m/Data0001.dat", "1");
        drops.write("m.mrxs", "JPEG");
        drops.look();
        drops.write("m/Data0001.dat", "12");
        assertThat(drops.lookAfter(Drops.QUIET).whole()).isEmpty();
        assertThat(drops.lookAfter(Drops.QUIET).whole()).hasSize(1);
    }

    @Test
    void aMiraxSlideWithoutItsFilesFailsWithTheirNames() throws IOException {
        drops.write("m.mrxs", "JPEG");
        drops.write("m/Slidedat.ini", SLIDEDAT);
        drops.settle();
        Held failed = drops.lookAfter(Drops.PATIENCE).failed().getFirst();
        assertThat(failed.code()).isEqualTo(FailureCode.INCOMPLETE);
        assertThat(failed.reason()).contains("m/Data0001.dat");
        drops.write("m/Index.dat", "i");
        drops.write("m/Data0000.dat", "0");
        drops.write("m/Data0001.dat", "1");
        drops.look();
        assertThat(drops.lookAfter(Drops.QUIET).whole()).as("late, but whole").hasSize(1);
    }

    @Test
    void anIndexThatLeadsOutOfItsFolderIsRefused() throws IOException {
        for (String name : new String[] {"../../x", "/etc/passwd", "..\\..\\x", "C:\\x"}) {
            drops.write("m.mrxs", "JPEG " + name);
            drops.write("m/Slidedat.ini", "[DATAFILE]\nFILE_COUNT=1\nFILE_0=" + name + "\n");
            drops.look();
            assertThat(drops.lookAfter(Drops.QUIET).failed())
                    .as(name)
                    .singleElement()
                    .extracting(Held::code)
                    .isEqualTo(FailureCode.PATH_ESCAPE);
        }
    }

    @Test
    void aHamamatsuSlideWaitsForEveryPictureThatItsKeyFileNames() throws IOException {
        drops.write("h.vms", """
                [Virtual Microscope Specimen]
                NoLayers=1
                ImageFile=h.jpg
                ImageFile(1,0)=h(1,0).jpg
                MapFile=h_map2.jpg
                OptimisationFile=h.opt
                MacroImage=
                """);
        drops.write("h.jpg", "j");
        drops.write("h_map2.jpg", "j");
        assertThat(reason()).isEqualTo("missing: h(1,0).jpg, h.opt");
        drops.write("h(1,0).jpg", "j");
        drops.write("h.opt", "o");
        assertThat(drops.settle().whole()).hasSize(1);
    }

    @Test
    void anOlympusSlideWaitsForItsFolder() throws IOException {
        drops.write("o.vsi", "v");
        assertThat(reason()).isEqualTo("missing: _o_/stack1/frame_t.ets");
        drops.write("_o_/stack1/frame_t.ets", "e");
        assertThat(drops.settle().whole()).hasSize(1);
    }

    @Test
    void theInstancesOfADicomFolderPassTogether() throws IOException {
        drops.write("s/1.dcm", dicom("", 0));
        drops.look();
        drops.lookAfter(Drops.QUIET.minusSeconds(1));
        drops.write("s/2.dcm", dicom("", 0));
        assertThat(drops.lookAfter(Duration.ofSeconds(1)).whole()).isEmpty();
        assertThat(drops.lookAfter(Drops.QUIET).whole()).hasSize(2);
    }

    @Test
    void aConcatenationWaitsForAllItsParts() throws IOException {
        drops.write("s/1.dcm", dicom("1.2.3", 2));
        assertThat(reason()).isEqualTo("missing: 1 of the 2 parts of its concatenation");
        drops.write("s/2.dcm", dicom("1.2.3", 2));
        assertThat(drops.settle().whole()).hasSize(2);
    }

    @Test
    void aMarkerIsWaitedForWhereItIsAskedFor() throws IOException {
        drops = new Drops(root, GateSettings.Proof.DONE_MARKER);
        drops.write("a.tif", Drops.tiff());
        assertThat(reason()).isEqualTo("missing: a.tif.done");
        drops.write("a.tif.done", "");
        assertThat(drops.look().whole()).hasSize(1);
    }

    @Test
    void checksumsAreComparedWhereTheyAreAskedFor() throws Exception {
        drops = new Drops(root, GateSettings.Proof.CHECKSUMS);
        drops.write("a.tif", Drops.tiff());
        assertThat(reason()).isEqualTo("missing: a.tif.sha256");
        drops.write("a.tif.sha256", "0".repeat(64) + "  a.tif\n");
        assertThat(drops.look().waiting().getFirst().reason()).contains("has not the sha256");
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Drops.tiff()));
        drops.write("a.tif.sha256", sha256 + "  a.tif\n");
        assertThat(drops.look().whole()).hasSize(1);
    }

    /// Part 10 file in explicit little endian, its elements by PS3.6: a sequence, then the concatenation's.
    private static byte[] dicom(String concatenation, int parts) {
        ByteBuffer file = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        file.position(128).put("DICM".getBytes(StandardCharsets.US_ASCII));
        element(file, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
        file.putShort((short) 0x0008).putShort((short) 0x1115).put((byte) 'S').put((byte) 'Q');
        file.putShort((short) 0).putInt(-1);
        file.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
        element(file, 0x0020, 0x000E, "UI", "9.9.9\0");
        file.putShort((short) 0xFFFE).putShort((short) 0xE00D).putInt(0);
        file.putShort((short) 0xFFFE).putShort((short) 0xE0DD).putInt(0);
        element(file, 0x0020, 0x000E, "UI", "1.2.3.4\0");
        if (!concatenation.isEmpty()) {
            element(file, 0x0020, 0x9161, "UI", concatenation + "\0");
            file.putShort((short) 0x0020)
                    .putShort((short) 0x9163)
                    .put((byte) 'U')
                    .put((byte) 'S');
            file.putShort((short) 2).putShort((short) parts);
        }
        byte[] bytes = new byte[file.position()];
        file.get(0, bytes);
        return bytes;
    }

    private static void element(ByteBuffer file, int group, int element, String form, String value) {
        file.putShort((short) group).putShort((short) element);
        file.put(form.getBytes(StandardCharsets.US_ASCII)).putShort((short) value.length());
        file.put(value.getBytes(StandardCharsets.US_ASCII));
    }
}
