package org.acinus.cli.doctor;

/// Processors that this JVM may use.
final class ProcessorCheck implements Check {

    @Override
    public String name() {
        return "processors";
    }

    @Override
    public Finding examine() {
        return judge(Runtime.getRuntime().availableProcessors());
    }

    /// What that many are good for.
    Finding judge(int processors) {
        return processors < 2
                ? new Finding.Advice(
                        "1 processor", "decoding and inference take turns; with two they work at the same time")
                : new Finding.Good(processors + " processors");
    }
}
