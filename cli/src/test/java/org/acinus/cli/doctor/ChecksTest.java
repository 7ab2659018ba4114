package org.acinus.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.acinus.wsi.jpeg.JpegLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksTest {
    @TempDir
    private Path folder;

    @Test
    void everyCheckHasANameOfItsOwn() {
        List<String> names = Checks.of(new Installation(Optional.of(folder), Optional.empty())).stream()
                .map(Check::name)
                .toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(15);
    }

    @Test
    void weightsThatAreNotThereAreMissing() {
        assertThat(new WeightsCheck(List.of(folder)).examine()).isInstanceOf(Finding.Missing.class);
    }

    @Test
    void weightsWithAnotherContentAreMissing() throws IOException {
        Files.writeString(folder.resolve("efficientnet-lite0-57934424.pth"), "abc");
        // The published example of SHA-256 (FIPS 180-4): the digest of "abc".
        assertThat(new WeightsCheck(List.of(folder)).examine())
                .isInstanceOfSatisfying(
                        Finding.Missing.class,
                        missing -> assertThat(missing.text())
                                .contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    }

    @Test
    void weightsOfTheCacheComeBeforeThoseOfARelease() {
        Installation both = new Installation(Optional.of(Path.of("cache")), Optional.of(Path.of("home")));
        assertThat(both.weights()).containsExactly(Path.of("cache", "weights"), Path.of("home", "weights"));
    }

    @Test
    void aCacheThatTakesProgramsIsGoodAndLeftAsItWas() throws IOException {
        assertThat(new CacheCheck(Optional.of(folder)).examine()).isInstanceOf(Finding.Good.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aCacheThatIsNotThereIsMissing() {
        assertThat(new CacheCheck(Optional.of(folder.resolve("nowhere"))).examine())
                .isInstanceOf(Finding.Missing.class);
        assertThat(new CacheCheck(Optional.empty()).examine()).isInstanceOf(Finding.Missing.class);
    }

    @Test
    void theTempFolderIsTriedAndLeftAsItWas() throws IOException {
        assertThat(new TempFolderCheck(folder).examine()).isInstanceOf(Finding.Good.class);
        assertThat(folder).isEmptyDirectory();
        assertThat(new TempFolderCheck(folder.resolve("nowhere")).examine()).isInstanceOf(Finding.Missing.class);
    }

    @Test
    void littleDiskIsAdviceAndHardlyAnyIsMissing() {
        DiskCheck disk = new DiskCheck("disk", folder);
        assertThat(disk.judge(100L << 30)).isInstanceOf(Finding.Good.class);
        assertThat(disk.judge(5L << 30)).isInstanceOf(Finding.Advice.class);
        assertThat(disk.judge(100L << 20)).isInstanceOf(Finding.Missing.class);
    }

    @Test
    void littleMemoryIsAdviceAndHardlyAnyIsMissing() {
        MemoryCheck memory = new MemoryCheck();
        assertThat(memory.judge(16L << 30, 4L << 30)).isInstanceOf(Finding.Good.class);
        assertThat(memory.judge(3L << 30, 1L << 30)).isInstanceOf(Finding.Advice.class);
        assertThat(memory.judge(1L << 30, 1L << 28)).isInstanceOf(Finding.Missing.class);
    }

    @Test
    void oneProcessorIsAdvice() {
        assertThat(new ProcessorCheck().judge(1)).isInstanceOf(Finding.Advice.class);
        assertThat(new ProcessorCheck().judge(2)).isInstanceOf(Finding.Good.class);
    }

    @Test
    void fileNamesNeedALocaleThatKnowsMoreThanAscii() {
        assertThat(new FileNamesCheck("UTF-8").examine()).isInstanceOf(Finding.Good.class);
        // What glibc calls ASCII, in a container without a locale.
        assertThat(new FileNamesCheck("ANSI_X3.4-1968").examine()).isInstanceOf(Finding.Advice.class);
        assertThat(new FileNamesCheck("ISO-8859-1").examine()).isInstanceOf(Finding.Advice.class);
    }

    @Test
    void theNativePartsOfThisBuildAreOnTheClassPath() {
        assumeThat(here()).isEqualTo("Linux amd64");
        assertThat(ClassPathPartCheck.all())
                .allSatisfy(part -> assertThat(part.examine()).isInstanceOf(Finding.Good.class));
    }

    @Test
    void aPartThatIsNotOnTheClassPathOrForAnotherMachineIsMissing() {
        Stream.of(
                        new ClassPathPartCheck("part", "no/such/resource.so", here(), "nothing works"),
                        new ClassPathPartCheck("part", "postgres-linux-x86_64.txz", "Plan9 mips", "nothing works"))
                .forEach(part -> assertThat(part.examine())
                        .isInstanceOfSatisfying(
                                Finding.Missing.class,
                                missing -> assertThat(missing.text()).contains("nothing works")));
    }

    @Test
    void theTestsRunWithTheFlagsOfTheLauncher() {
        assertThat(new JvmFlagsCheck().examine()).isInstanceOf(Finding.Good.class);
        assertThat(new JavaCheck().examine()).isInstanceOf(Finding.Good.class);
    }

    @Test
    void libjpegTurboIsWantedButNotNeeded() {
        Finding finding = new JpegLibraryCheck().examine();
        switch (JpegLibrary.get()) {
            case JpegLibrary.Usable usable ->
                assertThat(finding.text()).contains(usable.file().toString());
            case JpegLibrary.Unusable unusable -> assertThat(finding).isInstanceOf(Finding.Advice.class);
        }
    }

    @Test
    void withoutAnyReaderThereIsNothingToDo() {
        assertThat(new ReadersCheck(List.of()).examine()).isInstanceOf(Finding.Missing.class);
        assertThat(ReadersCheck.installed().examine().text()).contains("openslide");
    }

    private static String here() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
