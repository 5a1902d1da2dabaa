package io.viatra.chat.runtime.service;

import io.viatra.chat.runtime.health.AdminServer;
import io.viatra.chat.runtime.health.Readiness;
import io.viatra.chat.runtime.lifecycle.Lifecycle;
import io.viatra.chat.runtime.metrics.Metrics;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// What a composition root is given: where to put its parts, and the parts every service has.
public final class Host {
  private final String name;
  private final Lifecycle parts;
  private final AdminServer admin;
  private final Metrics metrics;
  private final Readiness readiness;
  private final Map<String, URI> endpoints = new ConcurrentSkipListMap<>();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  Host(String name, Lifecycle parts, AdminServer admin, Metrics metrics, Readiness readiness) {
    this.name = name;
    this.admin = admin;
    this.parts = parts;
    this.metrics = metrics;
    this.readiness = readiness;
  }

  /// The service's name, as in `service` tags.
  public String name() {
    return name;
  }

  /// Takes a part that has just opened and gives it back; it is closed in reverse order.
  public <T extends AutoCloseable> T add(String partName, T part) {
    return parts.add(partName, part);
  }

  /// The meters of this service.
  public Metrics metrics() {
    return metrics;
  }

  /// Where to register checks. Started and draining are set by the runtime.
  public Readiness readiness() {
    return readiness;
  }

  /// Adds a page of JSON to the admin port; see [AdminServer#page].
  public void page(String path, Supplier<String> json) {
    admin.page(path, json);
  }

  /// Announces where the service answers, for example `("http", url)`; [Running#endpoint] has it.
  public void endpoint(String endpointName, URI url) {
    endpoints.put(endpointName, url);
  }

  /// Says that a part has failed for good and the service cannot go on: the process closes and
  /// exits with 1. The first failure counts. Returns at once, so a part may call it from its own
  /// thread.
  public void fatal(String partName, Throwable cause) {
    failure.complete(new IllegalStateException(name + ": " + partName + " failed", cause));
  }

  /// Ends the service, as [#fatal] does, when the stage completes exceptionally; for the `ended()`
  /// of consumers.
  public void watch(String partName, CompletionStage<?> ended) {
    var _ =
        ended.handle((_, failure) -> {
          if (failure != null) {
            fatal(partName, failure);
          }
          return null;
        });
  }

  Map<String, URI> endpoints() {
    return endpoints;
  }

  CompletableFuture<Throwable> failure() {
    return failure;
  }
}
