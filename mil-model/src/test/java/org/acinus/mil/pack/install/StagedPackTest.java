package org.acinus.mil.pack.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.acinus.draft.Drafts;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackLicenceException;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.PackWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedPackTest {
    @TempDir
    private Path temp;

    private Path packs = Path.of("");

    @SuppressWarnings("NullAway.Init") // set before each test
    private ModelPack source;

    @BeforeEach
    void writeSource(@TempDir Path sources) {
        packs = temp.resolve("packs");
        source = write(sources.resolve("source"), "1.0.0", true);
    }

    private static ModelPack write(Path folder, String version, boolean commercial) {
        return PackWriter.write(
                folder,
                Map.of("net/encoder.onnx", version.getBytes(UTF_8), "CARD.md", "card".getBytes(UTF_8)),
                hashes -> new PackManifest(
                        1,
                        PackKind.ENCODER,
                        "some",
                        version,
                        false,
                        new PackLicence("CC-BY-NC-4.0", commercial, true),
                        List.of("test"),
                        "CARD.md",
                        hashes,
                        Optional.of(EncoderSpec.ofOnnx("net/encoder.onnx", 8, 0.5, "tiles", "out", 3, "none")),
                        Optional.empty(),
                        new GoldenSpec(List.of(new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0))), 1)));
    }

    private Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : List.of("pack.json", "CARD.md", "net/encoder.onnx")) {
            files.put(name, Files.readAllBytes(source.folder().resolve(name)));
        }
        return files;
    }

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = temp.resolve("pack.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
        }
        return zip;
    }

    private ModelPack install(Path from) {
        try (StagedPack staged = StagedPack.of(from, packs)) {
            return staged.commit();
        }
    }

    private void assertRefused(Path from, String reason) throws IOException {
        assertThatThrownBy(() -> install(from))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining(reason);
        assertThat(files(packs)).as("nothing is left").isEmpty();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void folderAndZipGiveTheSamePackToTheByte() throws IOException {
        Files.writeString(source.folder().resolve("notes.txt"), "not listed");
        ModelPack fromFolder = install(source.folder());
        assertThat(fromFolder.id()).isEqualTo(source.id());
        assertThat(files(packs))
                .containsExactly("some-1.0.0/CARD.md", "some-1.0.0/net/encoder.onnx", "some-1.0.0/pack.json");

        packs = temp.resolve("others");
        assertThat(install(zip(contents())).id()).isEqualTo(source.id());
        assertThat(install(zip(contents())).id()).as("again").isEqualTo(source.id());
    }

    @Test
    void folderThatWasZippedAlongIsAccepted() throws IOException {
        Map<String, byte[]> nested = new LinkedHashMap<>();
        contents().forEach((name, bytes) -> nested.put("my pack/" + name, bytes));
        nested.put("__MACOSX/my pack/._pack.json", new byte[] {1});
        assertThat(install(zip(nested)).id()).isEqualTo(source.id());
    }

    @Test
    void whatIsNotCommittedLeavesNothing() throws IOException {
        try (StagedPack staged = StagedPack.of(source.folder(), packs)) {
            assertThat(staged.pack().id()).isEqualTo(source.id());
        }
        assertThat(files(packs)).isEmpty();
    }

    @Test
    void whatAKilledInstallationLeftGoesWithTheNext() throws IOException, InterruptedException {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        String own = String.valueOf(Drafts.in(packs).getFileName());
        Path left = packs.resolve(own.replaceFirst("[0-9]+", String.valueOf(killed.pid())));
        Files.createDirectories(left.resolve("net"));
        Files.write(left.resolve("net").resolve("encoder.onnx"), new byte[10]);

        try (StagedPack staged = StagedPack.of(source.folder(), packs)) {
            assertThat(left).doesNotExist();
            assertThat(staged.commit().id()).isEqualTo(source.id());
        }
        try (Stream<Path> there = Files.list(packs)) {
            assertThat(there).containsExactly(packs.resolve("some-1.0.0"));
        }
    }

    @Test
    void anotherPackInItsPlaceIsKept(@TempDir Path other) throws IOException {
        install(source.folder());
        ModelPack second = write(other.resolve("pack"), "1.0.0", false);
        assertThatThrownBy(() -> install(second.folder()))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("holds another some 1.0.0");
        assertThat(ModelPack.open(packs.resolve("some-1.0.0")).id()).isEqualTo(source.id());
    }

    @Test
    void namesThatLeadElsewhereAreNotUnpacked() throws IOException {
        for (String evil : List.of("../evil", "/tmp/evil", "net/../../evil", "C:\\evil", "net/evil", ".hidden")) {
            Map<String, byte[]> files = contents();
            files.put(evil, new byte[] {1});
            assertRefused(zip(files), "does not list; it is not unpacked");
        }
        assertThat(files(temp)).containsExactly("pack.zip");
    }

    @Test
    void manifestCannotListAPathThatLeadsElsewhere() throws IOException {
        Map<String, byte[]> files = contents();
        String json = new String(files.get("pack.json"), UTF_8);
        files.put("pack.json", json.replace("\"CARD.md\"", "\"../CARD.md\"").getBytes(UTF_8));
        assertRefused(zip(files), "a relative path inside the pack");
    }

    @Test
    void missingChangedAndCutFilesAreRefused() throws IOException {
        Map<String, byte[]> lacking = contents();
        lacking.remove("net/encoder.onnx");
        assertRefused(zip(lacking), "lacks its file net/encoder.onnx");

        Map<String, byte[]> changed = contents();
        changed.put("net/encoder.onnx", "1.0.1".getBytes(UTF_8));
        assertRefused(zip(changed), "net/encoder.onnx has sha256");

        byte[] whole = Files.readAllBytes(zip(contents()));
        Path cut = Files.write(temp.resolve("pack.zip"), Arrays.copyOf(whole, whole.length / 2));
        assertRefused(cut, "is not a readable zip file");

        assertRefused(Files.writeString(temp.resolve("pack.zip"), "not a zip"), "is not a readable zip file");
        assertRefused(zip(Map.of("readme.txt", new byte[1])), "it has no pack.json");
    }

    @Test
    void fileThatUnpacksToFarMoreThanItselfIsRefusedBeforeItDoes() throws IOException {
        Map<String, byte[]> bomb = contents();
        bomb.put("net/encoder.onnx", new byte[64 << 20]);
        Path zip = zip(bomb);
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        assertRefused(zip, "no weights do that");
    }

    @Test
    void sourceThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> install(temp.resolve("nothing.zip")))
                .isInstanceOf(PackNotFoundException.class)
                .hasMessageContaining("nothing.zip does not exist");
    }

    @Test
    void commercialUseIsRefusedWhereTheLicenceForbidsIt(@TempDir Path other) {
        ModelPack forbidden = write(other.resolve("pack"), "2.0.0", false);
        assertThatThrownBy(() -> PackLicenceException.requireCommercial(forbidden))
                .isInstanceOf(PackLicenceException.class)
                .hasMessageContaining("CC-BY-NC-4.0, which forbids commercial use");
        PackLicenceException.requireCommercial(source);
    }
}
