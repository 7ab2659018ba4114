package org.acinus.cli.worker;

import java.util.function.Predicate;
import org.acinus.pipeline.QueueSettings;
import org.acinus.pipeline.SlideJob;

/// What a worker is to do.
///
/// @param worker name under which it claims jobs
/// @param queue how patient the queue is, for the heartbeat
/// @param accepts whether a job asks for the configuration that the worker has
public record Assignment(String worker, QueueSettings queue, Predicate<SlideJob> accepts) {}
