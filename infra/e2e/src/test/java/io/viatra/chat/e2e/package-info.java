/// The whole pipeline, driven from outside by the official clients; and the rules that hold the
/// modules apart, checked here because only here are all of them on one class path.
///
/// Concurrency: each test drives its own users and conversations, so that tests may share a
/// pipeline.
///
/// Lifecycle: a pipeline is opened by the test that needs it and closed with it; services restarted
/// midway belong to the same pipeline.
///
/// Invariants: nothing here reaches into a service. What a test knows it has seen on a socket, over
/// REST, in a topic or in a table.
@NullMarked
package io.viatra.chat.e2e;

import org.jspecify.annotations.NullMarked;
