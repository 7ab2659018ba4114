package org.acinus.cli.doctor;

/// The Java that runs this.
final class JavaCheck implements Check {
    private static final int TESTED = 25;

    @Override
    public String name() {
        return "Java";
    }

    @Override
    public Finding examine() {
        String text = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() == TESTED
                ? new Finding.Good(text)
                : new Finding.Advice(text, "Acinus is tested with Java " + TESTED + ": set ACINUS_JAVA_HOME to one");
    }
}
