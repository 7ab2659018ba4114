package org.acinus.cli.watch;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import org.acinus.pipeline.JobState;

/// The service's health in Prometheus's text format. No file name is ever a label. Thread-safe.
final class ServiceMetrics {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final ServiceHealth health;

    ServiceMetrics(ServiceHealth health) {
        this.health = health;
        CounterWithCallback.builder()
                .name("acinus_slides_total")
                .help("Slides that ended since the start, by outcome, failure code or RETRY_ and code")
                .labelNames("result")
                .callback(counts -> health.report().slides().forEach((result, count) -> counts.call(count, result)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("acinus_jobs")
                .help("Slides in the database by state, at the last look")
                .labelNames("state")
                .callback(now -> {
                    for (JobState state : JobState.values()) {
                        now.call(health.report().counts().jobs().getOrDefault(state, 0L), state.name());
                    }
                })
                .register(registry);
        gauge(
                "acinus_errands_open",
                "Moves, callbacks and webhooks that are not done, at the last look",
                report -> report.counts().openErrands());
        gauge(
                "acinus_up",
                "1 where database and folder answer and results can be written, 0 where the service is degraded",
                report -> report.troubles().isEmpty() ? 1 : 0);
        gauge(
                "acinus_candidates_unsettled",
                "Candidates in the folder that are not complete yet",
                report -> report.unsettled());
        gauge(
                "acinus_seconds_since_look",
                "Seconds since the folder was last looked at",
                ServiceHealth.Report::secondsSinceLook);
        counter("acinus_looks_total", "Looks at the folder", ServiceHealth.Report::looks);
        counter("acinus_look_seconds_total", "Seconds spent looking", ServiceHealth.Report::lookSeconds);
        counter("acinus_errands_done_total", "Moves, callbacks and webhooks done", ServiceHealth.Report::errandsDone);
        counter("acinus_errands_failed_total", "Tries of them that failed", ServiceHealth.Report::errandsFailed);
    }

    private void gauge(String name, String help, ToDoubleFunction<ServiceHealth.Report> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(now -> now.call(value.applyAsDouble(health.report())))
                .register(registry);
    }

    private void counter(String name, String help, ToDoubleFunction<ServiceHealth.Report> value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(now -> now.call(value.applyAsDouble(health.report())))
                .register(registry);
    }

    String contentType() {
        return writer.getContentType();
    }

    byte[] text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out, registry.scrape());
        return out.toByteArray();
    }
}
