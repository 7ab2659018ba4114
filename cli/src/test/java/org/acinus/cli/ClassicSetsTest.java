package org.acinus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.acinus.cli.terminal.Json;
import org.acinus.wsi.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/// The classic sets by the recipe that is meant for them, `models/recipes/classic-mil.txt`, by the command that
/// benchmarks/RESULTS.md gives. Minutes each.
@Tag("slow")
class ClassicSetsTest {
    @TempDir
    private Path temp;

    private double accuracy(String set, TestReporter reporter) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.execute(
                new PrintWriter(out),
                new PrintWriter(err),
                "train",
                "@../models/recipes/classic-mil.txt",
                "--bags",
                SharedData.require("data/mil-classic/" + set + ".csv").toString(),
                "--task",
                "binary",
                "--folds",
                "10",
                "--repeats",
                "5",
                "--seed",
                "1",
                "--out",
                temp.resolve(set).toString(),
                "--json");
        assertThat(exit).as(err.toString()).isZero();
        JsonNode said = Json.parse(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(said.get("folds")).hasSize(50);
        reporter.publishEntry(set, said.get("accuracy") + ", AUC " + said.get("auc") + ", s " + said.get("seconds"));
        return said.get("accuracy").asDouble();
    }

    /// Ilse, Tomczak, Welling 2018 (arXiv 1802.04712), table 1: 0.868 +- 0.022.
    @Test
    void elephantComesWithinTheSpreadOfThePublishedAccuracy(TestReporter reporter) {
        assertThat(accuracy("elephant", reporter)).isBetween(0.868 - 0.022, 0.868 + 0.022);
    }
}
