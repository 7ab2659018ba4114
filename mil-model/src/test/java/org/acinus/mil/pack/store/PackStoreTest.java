package org.acinus.mil.pack.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.acinus.mil.pack.EncoderSpec;
import org.acinus.mil.pack.GoldenCase;
import org.acinus.mil.pack.GoldenInput;
import org.acinus.mil.pack.GoldenSpec;
import org.acinus.mil.pack.HeadSpec;
import org.acinus.mil.pack.HeadTask;
import org.acinus.mil.pack.InvalidPackException;
import org.acinus.mil.pack.ModelPack;
import org.acinus.mil.pack.PackKind;
import org.acinus.mil.pack.PackLicence;
import org.acinus.mil.pack.PackManifest;
import org.acinus.mil.pack.PackMismatchException;
import org.acinus.mil.pack.PackNotFoundException;
import org.acinus.mil.pack.PackReference;
import org.acinus.mil.pack.PackWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackStoreTest {
    @TempDir
    private Path temp;

    private Path optionPacks = Path.of("");
    private Path workspacePacks = Path.of("");
    private Path cachePacks = Path.of("");
    private PackStore store = new PackStore(PackPlaces.ofSystem(Optional.empty(), Optional.empty()), List.of());

    /// Makes an encoder from nothing, in the cache.
    private static final class TestingBuiltIn implements BuiltInPack {
        @Override
        public String name() {
            return "built-in";
        }

        @Override
        public String description() {
            return "made on first use";
        }

        @Override
        public ModelPack provide(PackPlaces places) {
            return encoder(places.cachedPacks().resolve("built-in-1.0.0"), "built-in", "1.0.0");
        }
    }

    @BeforeEach
    void places() {
        optionPacks = temp.resolve("option");
        workspacePacks = temp.resolve("workspace/packs");
        cachePacks = temp.resolve("cache/packs");
        PackPlaces places = new PackPlaces(
                Optional.of(optionPacks),
                Optional.of(temp.resolve("workspace")),
                temp.resolve("cache"),
                Optional.of(temp.resolve("home")));
        store = new PackStore(places, List.of(new TestingBuiltIn()));
    }

    private static ModelPack encoder(Path folder, String name, String version) {
        EncoderSpec spec = EncoderSpec.ofOnnx("encoder.onnx", 8, 0.5, "tiles", "out", 3, "none");
        return pack(folder, name, version, PackKind.ENCODER, Optional.of(spec), Optional.empty());
    }

    private static ModelPack head(Path folder, PackReference encoder) {
        List<String> classes = List.of("benign", "cancer");
        HeadSpec spec = new HeadSpec("abmil", "encoder.onnx", encoder, HeadTask.BINARY, classes, 0.5, 0.1, 8, 4);
        return pack(folder, "some-head", "1.0.0", PackKind.HEAD, Optional.empty(), Optional.of(spec));
    }

    private static ModelPack pack(
            Path folder,
            String name,
            String version,
            PackKind kind,
            Optional<EncoderSpec> encoder,
            Optional<HeadSpec> head) {
        GoldenCase golden = new GoldenCase(new GoldenInput.Zeros(), List.of(0), List.of(0.0));
        return PackWriter.write(
                folder,
                Map.of("encoder.onnx", (name + version).getBytes(UTF_8)),
                hashes -> new PackManifest(
                        1,
                        kind,
                        name,
                        version,
                        false,
                        new PackLicence("MIT", true, true),
                        List.of("test"),
                        "encoder.onnx",
                        hashes,
                        encoder,
                        head,
                        new GoldenSpec(List.of(golden), 1e-3)));
    }

    @Test
    void firstPlaceDecidesThoughALaterOneHasANewerVersion() {
        encoder(cachePacks.resolve("one"), "one", "3.0.0");
        assertThat(store.find("one").id().version()).isEqualTo("3.0.0");
        encoder(workspacePacks.resolve("one"), "one", "2.0.0");
        assertThat(store.find("one").id().version()).isEqualTo("2.0.0");
        encoder(optionPacks.resolve("one"), "one", "1.0.0");
        assertThat(store.find("one").id().version()).isEqualTo("1.0.0");
    }

    @Test
    void inOnePlaceTheHighestVersionDecidesByNumber() {
        encoder(cachePacks.resolve("a"), "one", "1.9.0");
        encoder(cachePacks.resolve("b"), "one", "1.10.0");
        assertThat(store.find("one").id().version()).isEqualTo("1.10.0");
    }

    @Test
    void packsThatComeWithAcinusAreFoundInTheModelsFolder() {
        encoder(temp.resolve("home/models/demo"), "demo", "1.0.0");
        assertThat(store.find("demo").folder()).endsWith(Path.of("home/models/demo"));
    }

    @Test
    void folderIsOpenedByItsPath() {
        encoder(temp.resolve("elsewhere/one"), "one", "1.0.0");
        assertThat(store.find(temp.resolve("elsewhere/one").toString()).id().name())
                .isEqualTo("one");
    }

    @Test
    void brokenPackOfTheNameIsAnErrorAndNotPassedOver() throws IOException {
        encoder(cachePacks.resolve("one"), "one", "1.0.0");
        Path broken = Files.createDirectories(workspacePacks.resolve("one-2.0.0"));
        Files.writeString(broken.resolve("pack.json"), "{");

        assertThatThrownBy(() -> store.find("one"))
                .isInstanceOf(InvalidPackException.class)
                .hasMessageContaining("one-2.0.0");
        assertThat(store.list())
                .filteredOn(PackListing.Broken.class::isInstance)
                .hasSize(1);
    }

    @Test
    void unknownNameSaysWhereItWasLookedFor() {
        assertThatThrownBy(() -> store.find("nothing"))
                .isInstanceOf(PackNotFoundException.class)
                .hasMessageContaining(optionPacks.toString())
                .hasMessageContaining(cachePacks.toString());
    }

    @Test
    void builtInPackIsListedBeforeItIsMadeAndFoundByName() {
        assertThat(store.list()).containsExactly(new PackListing.NotMade("built-in", "made on first use"));
        assertThat(store.find("built-in").id().version()).isEqualTo("1.0.0");
        assertThat(store.list()).singleElement().isInstanceOf(PackListing.Found.class);
    }

    @Test
    void encoderOfAHeadIsTheOneWithItsHashWhereverItLies() {
        encoder(optionPacks.resolve("one"), "one", "2.0.0");
        ModelPack meant = encoder(cachePacks.resolve("one"), "one", "1.0.0");
        ModelPack head =
                head(temp.resolve("h"), new PackReference("one", meant.id().sha256()));

        assertThat(store.encoderOf(head).id()).isEqualTo(meant.id());
    }

    @Test
    void builtInEncoderIsMadeForItsHead() {
        String sha256 = encoder(temp.resolve("copy"), "built-in", "1.0.0").id().sha256();
        ModelPack head = head(temp.resolve("h"), new PackReference("built-in", sha256));

        assertThat(store.encoderOf(head).id().sha256()).isEqualTo(sha256);
    }

    @Test
    void encoderWithAnotherHashIsRefusedNamingBoth() {
        ModelPack other = encoder(cachePacks.resolve("one"), "one", "1.0.0");
        String wanted = "ef".repeat(32);
        ModelPack head = head(temp.resolve("h"), new PackReference("one", wanted));

        assertThatThrownBy(() -> store.encoderOf(head))
                .isInstanceOf(PackMismatchException.class)
                .hasMessageContaining(wanted)
                .hasMessageContaining(other.id().sha256());
    }
}
