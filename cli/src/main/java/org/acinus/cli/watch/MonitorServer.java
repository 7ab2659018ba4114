package org.acinus.cli.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.acinus.cli.terminal.CliException;
import org.acinus.cli.terminal.ExitCode;
import org.acinus.cli.terminal.Json;
import org.jspecify.annotations.Nullable;

/// `/metrics` and `/health` on 127.0.0.1, for a monitor on this machine or behind a proxy that asks for a
/// password.
///
/// The opener closes it.
public final class MonitorServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NO_SUCH_METHOD = 405;

    private final @Nullable HttpServer server;

    private MonitorServer(@Nullable HttpServer server) {
        this.server = server;
    }

    /// Starts serving.
    ///
    /// @param port empty: nothing is served; 0: any free one
    /// @throws CliException where the port is taken
    public static MonitorServer start(Optional<Integer> port, ServiceHealth health) {
        if (port.isEmpty()) {
            return new MonitorServer(null);
        }
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port.get()), 0);
            ServiceMetrics metrics = new ServiceMetrics(health);
            server.createContext("/metrics", asked -> answer(asked, OK, metrics.contentType(), metrics.text()));
            server.createContext("/health", asked -> health(asked, health.report()));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return new MonitorServer(server);
        } catch (IOException | IllegalArgumentException taken) {
            throw new CliException(
                    ExitCode.MACHINE, "--metrics-port " + port.get() + " cannot be used: " + taken.getMessage(), taken);
        }
    }

    /// Where it is served, for a person.
    public Optional<String> address() {
        return Optional.ofNullable(server)
                .map(serving -> "http://127.0.0.1:" + serving.getAddress().getPort() + "/health");
    }

    private static void health(HttpExchange asked, ServiceHealth.Report report) throws IOException {
        ObjectNode page = Json.object()
                .put("status", report.word())
                .put("candidates_unsettled", report.unsettled())
                .put("seconds_since_look", report.secondsSinceLook());
        report.troubles().forEach(page.putArray("troubles")::add);
        int status = report.troubles().isEmpty() ? OK : UNAVAILABLE;
        answer(asked, status, "application/json", Json.pretty(page).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange asked, int status, String type, byte[] body) throws IOException {
        try (asked) {
            if (!asked.getRequestMethod().equals("GET")) {
                asked.sendResponseHeaders(NO_SUCH_METHOD, -1);
                return;
            }
            asked.getResponseHeaders().set("Content-Type", type);
            asked.sendResponseHeaders(status, body.length);
            asked.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
