package org.acinus.sql.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.acinus.sql.TestingServer;

/// Another Acinus process: joins or starts a workspace's server, writes a committed row, says so, and stays.
final class HoldingProcess implements AutoCloseable {
    private final Process process;

    private HoldingProcess(Process process) {
        this.process = process;
    }

    /// Returns when the row is there.
    static HoldingProcess start(Path workspace) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + workspace.resolve("crash.log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HoldingProcess.class.getName(),
                        workspace.toString(),
                        TestingServer.cache().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        InputStream output = process.getInputStream();
        if (output.read() != 'R') {
            process.destroyForcibly();
            throw new IOException("The other process did not get its server");
        }
        return new HoldingProcess(process);
    }

    /// Sends a signal that ends it without a word to the server, and waits until it has ended.
    void kill(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        EmbeddedServer server = EmbeddedServer.open(Path.of(arguments[0]), Path.of(arguments[1]));
        TestingServer.execute(server, "CREATE TABLE IF NOT EXISTS kept (word text)");
        TestingServer.execute(server, "INSERT INTO kept VALUES ('kept')");
        try (FileOutputStream output = new FileOutputStream(FileDescriptor.out)) {
            output.write("R".getBytes(StandardCharsets.US_ASCII));
        }
        if (System.in.read() < 0) {
            server.close();
        }
    }
}
