package org.acinus.mil.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.acinus.mil.PackId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
    private static final Map<String, byte[]> CONTENTS =
            Map.of("head.safetensors", "weights".getBytes(UTF_8), "MODEL_CARD.md", "card".getBytes(UTF_8));
    private static final String ENCODER_SHA = "ab".repeat(32);

    @TempDir
    private Path temp;

    private static PackManifest manifest(Map<String, String> hashes, String version) {
        HeadSpec head = new HeadSpec(
                "abmil",
                "head.safetensors",
                new PackReference("tiny", ENCODER_SHA),
                HeadTask.BINARY,
                List.of("benign", "cancer"),
                0.5,
                0.1,
                128,
                64);
        return new PackManifest(
                PackManifest.SCHEMA,
                PackKind.HEAD,
                "tiny-head",
                version,
                true,
                new PackLicence("Apache-2.0", true, true),
                List.of("made up"),
                "MODEL_CARD.md",
                hashes,
                Optional.empty(),
                Optional.of(head),
                new GoldenSpec(List.of(new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.5))), 1e-4));
    }

    private static ModelPack write(Path folder, String version) {
        return PackWriter.write(folder, CONTENTS, hashes -> manifest(hashes, version));
    }

    @Test
    void writtenPackOpensWithTheHashOfItsManifest() throws IOException {
        ModelPack pack = write(temp.resolve("packs/tiny-head"), "1.0.0");

        assertThat(pack.id())
                .isEqualTo(new PackId(
                        "tiny-head",
                        "1.0.0",
                        ModelPack.sha256(Files.readAllBytes(temp.resolve("packs/tiny-head/pack.json")))));
        assertThat(pack.read("MODEL_CARD.md")).isEqualTo("card".getBytes(UTF_8));
        assertThat(entries(temp.resolve("packs"))).containsExactly("tiny-head");
    }

    @Test
    void sha256AgreesWithThePublishedVector() {
        // FIPS 180-2, appendix B.1
        assertThat(ModelPack.sha256("abc".getBytes(UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void changedFileIsRefusedNamingBothHashes() throws IOException {
        ModelPack pack = write(temp.resolve("tiny-head"), "1.0.0");
        Files.writeString(pack.folder().resolve("head.safetensors"), "weighty");

        assertThatThrownBy(() -> ModelPack.open(pack.folder()))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("head.safetensors")
                .hasMessageContaining(ModelPack.sha256("weighty".getBytes(UTF_8)))
                .hasMessageContaining(ModelPack.sha256("weights".getBytes(UTF_8)));
        assertThatThrownBy(() -> pack.read("head.safetensors")).isInstanceOf(InvalidPackException.class);
    }

    @Test
    void missingFileIsRefused() throws IOException {
        ModelPack pack = write(temp.resolve("tiny-head"), "1.0.0");
        Files.delete(pack.folder().resolve("MODEL_CARD.md"));

        assertThatThrownBy(() -> ModelPack.open(pack.folder()))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("lacks its file MODEL_CARD.md");
    }

    @Test
    void linkOutOfThePackIsRefusedThoughItsContentIsRight() throws IOException {
        ModelPack pack = write(temp.resolve("tiny-head"), "1.0.0");
        Path outside = Files.writeString(temp.resolve("outside"), "weights");
        Files.delete(pack.folder().resolve("head.safetensors"));
        Files.createSymbolicLink(pack.folder().resolve("head.safetensors"), outside);

        assertThatThrownBy(() -> ModelPack.open(pack.folder())).isInstanceOf(InvalidPackException.class);
    }

    @Test
    void folderWithoutManifestIsNoPack() {
        assertThatThrownBy(() -> ModelPack.open(temp))
                .isInstanceOf(PackNotFoundException.class)
                .hasMessageContaining("not a model pack");
    }

    @Test
    void samePackWrittenTwiceIsKeptAndAnotherIsRefused() throws IOException {
        Path folder = temp.resolve("tiny-head");
        ModelPack first = write(folder, "1.0.0");

        assertThat(write(folder, "1.0.0").id()).isEqualTo(first.id());
        assertThatThrownBy(() -> write(folder, "2.0.0"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("another pack");
        assertThat(ModelPack.open(folder).id()).isEqualTo(first.id());
        assertThat(entries(temp)).containsExactly("tiny-head");
    }

    @Test
    void manyWritersAtOnceLeaveOnePack() throws Exception {
        Path folder = temp.resolve("tiny-head");
        Callable<PackId> writer = () -> write(folder, "1.0.0").id();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<PackId>> ids = threads.invokeAll(List.of(writer, writer, writer, writer));
            for (Future<PackId> id : ids) {
                assertThat(id.get()).isEqualTo(ModelPack.open(folder).id());
            }
        }
        assertThat(entries(temp)).containsExactly("tiny-head");
    }

    @Test
    void headRefusesAnotherEncoderNamingBothHashes() {
        ModelPack head = write(temp.resolve("tiny-head"), "1.0.0");
        head.requireEncoder(new PackId("tiny", "1.0.0", ENCODER_SHA));

        String other = "cd".repeat(32);
        assertThatThrownBy(() -> head.requireEncoder(new PackId("tiny", "1.0.0", other)))
                .isInstanceOf(PackMismatchException.class)
                .hasMessageContaining(ENCODER_SHA)
                .hasMessageContaining(other);
        assertThatThrownBy(head::encoder)
                .isInstanceOf(PackMismatchException.class)
                .hasMessageContaining("is a head, not an encoder");
    }

    private static List<String> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
