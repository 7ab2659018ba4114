package org.acinus.mil.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.acinus.mil.evaluate.EvaluatedCase;
import org.acinus.mil.evaluate.agreement.Reading;
import org.acinus.mil.pack.HeadTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseFilesTest {
    private static final CaseRules BINARY = rules(HeadTask.BINARY, false);
    private static final CaseRules ISUP = rules(HeadTask.ISUP, false);

    @TempDir
    private Path temp;

    private static CaseRules rules(HeadTask task, boolean allowUnmatched) {
        return new CaseRules(task, 0.5, OptionalInt.empty(), allowUnmatched);
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(temp.resolve(name), text);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private JoinedCases join(String predictions, String labels, CaseColumns columns, CaseRules rules) {
        return CaseFiles.join(
                CsvTable.read(file("said.csv", predictions)), CsvTable.read(file("true.csv", labels)), columns, rules);
    }

    private void refused(String predictions, String labels, CaseRules rules, String... words) {
        assertThatThrownBy(() -> join(predictions, labels, CaseColumns.USUAL, rules))
                .isInstanceOf(LabelDataException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void rowsAreJoinedOnTheFirstColumnsWhateverTheirNames() {
        JoinedCases joined = join(
                "file,score,notice\nb,0.7,x\na,0.2,x\n",
                "slide,label,patient,site\na,0,P1,north\nb,1,P1,\n",
                CaseColumns.USUAL,
                BINARY);

        assertThat(joined.cases())
                .containsExactly(
                        new EvaluatedCase(
                                "a",
                                new EvaluatedCase.Origin("P1", Optional.of("north"), Optional.empty()),
                                0,
                                new EvaluatedCase.Answer(0, OptionalDouble.of(0.2), List.of(0.8, 0.2))),
                        new EvaluatedCase(
                                "b",
                                new EvaluatedCase.Origin("P1", Optional.empty(), Optional.empty()),
                                1,
                                new EvaluatedCase.Answer(1, OptionalDouble.of(0.7), List.of(1 - 0.7, 0.7))));
        assertThat(joined.columns().patient()).hasValue("patient");
    }

    @ParameterizedTest
    @CsvSource({
        "'id,isup,isup_grade',isup",
        "'id,label,isup_grade',isup_grade",
        "'id,score,label',label",
        "'id,a,score',score",
        "'id,grade',grade"
    })
    void theUsualColumnsAreFoundInTheirOrder(String header, String found) {
        String row = ",1".repeat(header.split(",").length - 1);
        String other = ",2".repeat(header.split(",").length - 1);

        JoinedCases joined =
                join(header + "\na" + row + "\nb" + other + "\n", "id,x\na,1\nb,2\n", CaseColumns.USUAL, ISUP);

        assertThat(joined.columns().prediction()).isEqualTo(found);
    }

    @Test
    void aColumnCanBeNamed() {
        CaseColumns columns = new CaseColumns(
                Optional.of("cancer_probability"),
                Optional.of("cancer"),
                Optional.of("case"),
                Optional.empty(),
                Optional.of("scanner"));

        JoinedCases joined = join(
                "file,isup,cancer_probability\na,0,0.1\nb,0,0.9\n",
                "slide,x,cancer,case,scanner\na,9,0,K1,S1\nb,9,1,K2,S2\n",
                columns,
                BINARY);

        assertThat(joined.cases()).extracting(one -> one.origin().patient()).containsExactly("K1", "K2");
        assertThat(joined.cases())
                .extracting(one -> one.origin().subgroup())
                .containsExactly(Optional.of("S1"), Optional.of("S2"));
        assertThatThrownBy(() -> join(
                        "file,score\na,0.1\n",
                        "slide,label\na,0\n",
                        new CaseColumns(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("case"),
                                Optional.empty(),
                                Optional.empty()),
                        BINARY))
                .hasMessageContaining("no column 'case', only slide, label");
    }

    @Test
    void severalUnknownColumnsNeedAName() {
        refused("id,a,b\nx,1,2\n", "id,label\nx,1\n", ISUP, "said.csv", "a, b", "--prediction-column");
        refused("id,score\nx,0.1\n", "id,a,b\nx,1,2\n", BINARY, "true.csv", "--label-column");
    }

    @Test
    void slidesOfOneFileAloneAreRefusedWithTheirLines() {
        refused(
                "id,score\na,0.1\nb,0.9\nc,0.2\n",
                "id,label\na,0\nb,1\nd,1\n",
                BINARY,
                "1 of 3 slides",
                "d (line 4)",
                "1 of 3 slides",
                "c (line 4)",
                "--allow-unmatched");
        refused("id,score\na.svs,0.1\n", "id,label\na,0\n", rules(HeadTask.BINARY, true), "must hold the same names");
    }

    @Test
    void unmatchedSlidesAreCountedWhereAllowed() {
        JoinedCases joined = join(
                "id,score\na,0.1\nb,0.9\nc,0.2\n",
                "id,label\na,0\nb,1\nd,1\n",
                CaseColumns.USUAL,
                rules(HeadTask.BINARY, true));

        assertThat(joined.cases()).hasSize(2);
        assertThat(joined.unlabelled()).containsExactly("c");
        assertThat(joined.unpredicted()).containsExactly("d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "", "high", "-0.1", "1.1", "Infinity"})
    void aScoreThatIsNoProbabilityIsRefused(String score) {
        refused(
                "id,score\na,0.1\nb," + score + "\n",
                "id,label\na,0\nb,1\n",
                BINARY,
                "said.csv, line 3",
                "'" + score + "'",
                "0 to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "-1", "2.5", "NaN", "", "G3"})
    void aGradeThatIsNoneIsRefused(String grade) {
        refused("id,isup\na,0\nb," + grade + "\n", "id,isup\na,0\nb,1\n", ISUP, "said.csv, line 3", "from 0 to 5");
        refused("id,isup\na,0\nb,1\n", "id,isup\na,0\nb," + grade + "\n", ISUP, "true.csv, line 3", "from 0 to 5");
    }

    @Test
    void gradesAsBinaryLabelsNeedTheGradeFromWhichTheyCount() {
        String grades = "id,isup_grade,gleason_score\na,0,negative\nb,1,3+3\nc,4,3+4\n";
        refused("id,score\na,0.1\nb,0.2\nc,0.9\n", grades, BINARY, "true.csv, line 4", "--positive-from");

        JoinedCases joined = join(
                "id,score\na,0.1\nb,0.2\nc,0.9\n",
                grades,
                CaseColumns.USUAL,
                new CaseRules(HeadTask.BINARY, 0.5, OptionalInt.of(2), false));

        assertThat(joined.cases()).extracting(EvaluatedCase::truth).containsExactly(0, 0, 1);
        assertThat(joined.conflicts()).extracting(LabelConflict::line).containsExactly(4);
    }

    @Test
    void probabilitiesOfTheClassesAreReadAndMustAddUp() {
        String header = "slide,isup,truth,p_benign,p_isup1,p_isup2,p_isup3,p_isup4,p_isup5,notice\n";
        JoinedCases joined = join(
                header + "a,1,0,0.1,0.6,0.1,0.1,0.05,0.05,n\nb,0,0,1,0,0,0,0,0,n\n",
                "id,isup\na,0\nb,1\n",
                CaseColumns.USUAL,
                ISUP);

        assertThat(joined.cases().getFirst().answer().probabilities()).containsExactly(0.1, 0.6, 0.1, 0.1, 0.05, 0.05);
        assertThat(joined.cases().getFirst().answer().cancer().orElseThrow()).isBetween(0.8999, 0.9001);
        refused(
                header + "a,1,0,0.1,0.6,0.1,0.1,0.05,0.5,n\nb,0,0,1,0,0,0,0,0,n\n",
                "id,isup\na,0\nb,1\n",
                ISUP,
                "line 2",
                "add up to 1.4500");
        refused("id,isup,p_a,p_b\na,1,0,1\n", "id,isup\na,1\n", ISUP, "2 columns p_", "6 classes");
    }

    @Test
    void oneClassAloneIsRefused() {
        refused("id,score\na,0.1\nb,0.9\n", "id,label\na,1\nb,1\n", BINARY, "all 2 slides", "at least two classes");
    }

    @Test
    void brokenTablesAreRefusedWithLineAndCure() {
        refused("id,score\n", "id,label\na,0\n", BINARY, "said.csv holds no row");
        refused("", "id,label\na,0\n", BINARY, "said.csv holds no row");
        refused("id,score\na,0.1\n\na,0.2\n", "id,label\na,0\n", BINARY, "line 4", "a is there already, on line 2");
        refused("id,score\na,0.1,7\n", "id,label\na,0\n", BINARY, "line 2", "3 fields, but the header has 2");
        refused("id,score\n,0.1\n", "id,label\na,0\n", BINARY, "line 2", "is empty");
        refused("id,id\na,0.1\n", "id,label\na,0\n", BINARY, "line 1", "'id' twice");
        refused("id,\na,0.1\n", "id,label\na,0\n", BINARY, "line 1", "without a name");
        refused("id,score\n\"a,0.1\n", "id,label\na,0\n", BINARY, "line 2", "never closed");
        refused("id,score\n\"a\"b,0.1\n", "id,label\na,0\n", BINARY, "line 2", "after a closing quote");
        assertThatThrownBy(() -> CsvTable.read(temp.resolve("none.csv"))).hasMessageContaining("does not exist");
    }

    @Test
    void aFileInAnotherEncodingIsRefused() throws IOException {
        Path latin = Files.write(temp.resolve("latin.csv"), "id,l\nä,0\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> CsvTable.read(latin)).hasMessageContaining("UTF-8");
    }

    @Test
    void quotesLineFeedsAndAByteOrderMarkAreRead() {
        CsvTable table =
                CsvTable.read(file("odd.csv", "\uFEFFid , \"a \"\"b\"\", c\"\r\n\"two\nlines\", 1\r\n\r\nlast ,2"));

        assertThat(table.header()).containsExactly("id", "a \"b\", c");
        assertThat(table.rows().keySet()).containsExactly("two\nlines", "last");
        assertThat(table.rows().sequencedValues())
                .extracting(CsvTable.Row::line)
                .containsExactly(2, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "negative,0",
        "0+0,0",
        "3+3,1",
        "3+4,2",
        "4+3,3",
        "4+4,4",
        "3+5,4",
        "5+3,4",
        "4+5,5",
        "5+4,5",
        "5+5,5",
        "3 + 4,2"
    })
    void gleasonScoresMeanTheirGradeGroups(String score, int grade) {
        assertThat(GleasonLabel.isup(score)).hasValue(grade);
        assertThat(GleasonLabel.isup("2+2")).isEmpty();
    }

    @Test
    void readersAreColumnsAndABlankIsASlideNotRead() {
        Path panel = file("panel.csv", "slide,Smith,Jones\na,1,\nb,2,3\nother,5,5\n");
        Path single = file("lee.csv", "id,isup_grade\na,0\nb,4\n");

        List<Reading> readings = ReaderFiles.read(List.of(panel, single), Set.of("a", "b"), 6);

        assertThat(readings).extracting(Reading::reader).containsExactly("Smith", "Jones", "lee");
        assertThat(readings.get(1).called()).containsOnlyKeys("b");
        assertThatThrownBy(() -> ReaderFiles.read(List.of(single), Set.of("z"), 6))
                .hasMessageContaining("none of the evaluated slides");
        assertThatThrownBy(() -> ReaderFiles.read(List.of(file("r.csv", "id,x\na,9\n")), Set.of("a"), 6))
                .hasMessageContaining("line 2");
    }
}
