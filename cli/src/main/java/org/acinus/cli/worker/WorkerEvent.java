package org.acinus.cli.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/// What a worker tells its supervisor; for display only, the ledger holds the truth.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkerEvent.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = WorkerEvent.Advanced.class, name = "advanced"),
    @JsonSubTypes.Type(value = WorkerEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = WorkerEvent.SetBack.class, name = "setBack"),
    @JsonSubTypes.Type(value = WorkerEvent.GaveUp.class, name = "gaveUp")
})
public sealed interface WorkerEvent {

    /// The worker has taken a slide.
    record Claimed(String file, int attempt) implements WorkerEvent {}

    /// Some of the slide's tiles are done.
    record Advanced(String file, int tilesDone, int tilesTotal) implements WorkerEvent {}

    /// The slide is done: with an outcome, or failed with a code.
    ///
    /// @param word outcome or failure code
    /// @param failed whether `word` is a failure code
    /// @param detail probability and pack, or the failure's message
    record Finished(String file, String word, boolean failed, String detail, int tiles, double seconds)
            implements WorkerEvent {}

    /// A try at the slide failed, for a reason that may pass.
    ///
    /// @param quarantined whether that was its last try; otherwise it waits for another
    record SetBack(String file, String code, String message, boolean quarantined) implements WorkerEvent {}

    /// The worker cannot work at all.
    ///
    /// @param exitCode of the contract
    /// @param passing whether another worker may get further: the database was out of reach
    record GaveUp(int exitCode, String message, boolean passing) implements WorkerEvent {}

    /// One line of JSON.
    static String encode(WorkerEvent event) {
        try {
            return Wire.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Records of text and numbers have a text form", impossible);
        }
    }

    /// Reads a line; empty for anything that is no event, such as a native library's chatter on standard output.
    static Optional<WorkerEvent> decode(String line) {
        if (!line.startsWith("{\"event\":")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.MAPPER.readValue(line, WorkerEvent.class));
        } catch (JsonProcessingException chatter) {
            return Optional.empty();
        }
    }

    /// Holds the mapper.
    final class Wire {
        private static final JsonMapper MAPPER = JsonMapper.builder().build();

        private Wire() {}
    }
}
