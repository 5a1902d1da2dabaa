package io.viatra.chat.runtime.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/// Creates missing topics and compares existing ones with their declaration. It never alters and
/// never deletes. Blocks its caller; for commands and starts.
public final class TopicAdmin implements AutoCloseable {
  private static final Duration CALL_MAX = Duration.ofSeconds(30);

  private final Admin admin;

  private TopicAdmin(Admin admin) {
    this.admin = admin;
  }

  /// Opens an admin client.
  public static TopicAdmin open(KafkaSettings kafka, String clientId) {
    return new TopicAdmin(Admin.create(kafka.clientProperties(clientId)));
  }

  /// Creates what is missing and checks what is there.
  ///
  /// @return an outcome per specification, in their order: Created, Same or Differs
  /// @throws TimeoutException when the cluster does not answer within 30 s
  public List<TopicOutcome> ensure(List<TopicSpec> specs)
      throws InterruptedException, TimeoutException {
    Set<String> there = existing();
    List<TopicSpec> missing = specs.stream().filter(spec -> !there.contains(spec.name())).toList();
    Set<String> created = create(missing);
    Map<String, TopicOutcome> outcomes = compare(specs, created);
    created.forEach(name -> outcomes.put(name, new TopicOutcome.Created(name)));
    return specs.stream().map(spec -> outcome(outcomes, spec)).toList();
  }

  /// Checks and changes nothing.
  ///
  /// @return an outcome per specification, in their order: Same, Differs or Missing
  /// @throws TimeoutException when the cluster does not answer within 30 s
  public List<TopicOutcome> check(List<TopicSpec> specs)
      throws InterruptedException, TimeoutException {
    Set<String> there = existing();
    Set<String> missing =
        specs.stream()
            .map(TopicSpec::name)
            .filter(name -> !there.contains(name))
            .collect(Collectors.toSet());
    Map<String, TopicOutcome> outcomes = compare(specs, missing);
    return specs.stream().map(spec -> outcome(outcomes, spec)).toList();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }

  private static TopicOutcome outcome(Map<String, TopicOutcome> outcomes, TopicSpec spec) {
    return outcomes.getOrDefault(spec.name(), new TopicOutcome.Missing(spec.name()));
  }

  private Set<String> existing() throws InterruptedException, TimeoutException {
    return await(admin.listTopics().names());
  }

  /// Two starts may race; who comes second finds the topic there and goes on to compare it.
  private Set<String> create(List<TopicSpec> missing)
      throws InterruptedException, TimeoutException {
    List<NewTopic> topics =
        missing.stream()
            .map(spec ->
                new NewTopic(spec.name(), spec.partitions(), spec.replication())
                    .configs(spec.config()))
            .toList();
    Set<String> created = new HashSet<>();
    for (var each : admin.createTopics(topics).values().entrySet()) {
      try {
        await(each.getValue());
        created.add(each.getKey());
      } catch (TopicExistsException e) {
        created.remove(each.getKey());
      }
    }
    return created;
  }

  private Map<String, TopicOutcome> compare(List<TopicSpec> specs, Set<String> without)
      throws InterruptedException, TimeoutException {
    Map<String, TopicSpec> compared =
        specs.stream()
            .filter(spec -> !without.contains(spec.name()))
            .collect(Collectors.toMap(TopicSpec::name, Function.identity()));
    Map<String, TopicDescription> descriptions =
        await(admin.describeTopics(compared.keySet()).allTopicNames());
    Map<String, Map<String, String>> configs = configs(compared.keySet());
    Map<String, TopicOutcome> outcomes = new HashMap<>();
    descriptions.forEach((name, description) -> {
      TopicSpec spec = compared.get(name);
      Map<String, String> config = configs.get(name);
      if (spec != null && config != null) {
        List<String> differences = differences(spec, description, config);
        outcomes.put(
            name,
            differences.isEmpty()
                ? new TopicOutcome.Same(name)
                : new TopicOutcome.Differs(name, differences));
      }
    });
    return outcomes;
  }

  private Map<String, Map<String, String>> configs(Collection<String> names)
      throws InterruptedException, TimeoutException {
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> found = await(admin.describeConfigs(resources).all());
    Map<String, Map<String, String>> configs = new HashMap<>();
    found.forEach((resource, config) -> {
      Map<String, String> values = new HashMap<>();
      config.entries().forEach(entry -> values.put(entry.name(), entry.value()));
      configs.put(resource.name(), values);
    });
    return configs;
  }

  private static List<String> differences(
      TopicSpec spec, TopicDescription description, Map<String, String> config) {
    List<String> differences = new ArrayList<>();
    compare(differences, "partitions", description.partitions().size(), spec.partitions());
    int replicas =
        description.partitions().stream().mapToInt(each -> each.replicas().size()).min().orElse(0);
    compare(differences, "replication", replicas, spec.replication());
    new TreeMap<>(spec.config())
        .forEach((name, value) -> compare(differences, name, config.get(name), value));
    return differences;
  }

  private static void compare(
      List<String> differences, String what, @Nullable Object is, Object should) {
    if (!should.toString().equals(String.valueOf(is))) {
      differences.add(what + ": is " + is + ", should be " + should);
    }
  }

  private static <T> T await(KafkaFuture<T> future) throws InterruptedException, TimeoutException {
    try {
      return future.get(CALL_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("the cluster answered with a failure", e);
    }
  }
}
