/// The job table as a queue: what comes in, who has it, what is over, and what a person does about it.
///
/// [org.acinus.sql.queue.JobIntake] queues, [org.acinus.sql.queue.JobClaims] hands out and takes back by lease and
/// fencing token, [org.acinus.sql.queue.JobDesk] is the person's. Transactions are the caller's.
@NullMarked
package org.acinus.sql.queue;

import org.jspecify.annotations.NullMarked;
