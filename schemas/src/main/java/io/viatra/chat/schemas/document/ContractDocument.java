package io.viatra.chat.schemas.document;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// A document in several files, so that each of them can be read as a whole.
public final class ContractDocument {
  /// Objects that REST answers and socket events have in common.
  public static final String OBJECTS = "/contract/objects.json";

  private static final JsonMapper MAPPER = new JsonMapper();

  private ContractDocument() {}

  /// The union of the parts, object by object, in their order.
  ///
  /// @param owner a class of the module that holds them
  /// @param resources absolute names on its class path
  /// @throws IllegalStateException where one is missing or no JSON object, or where two say
  ///   different things in the same place: a fault of the build
  public static ObjectNode of(Class<?> owner, List<String> resources) {
    var whole = MAPPER.createObjectNode();
    resources.forEach(resource -> unite(whole, read(owner, resource), resource));
    return whole;
  }

  private static void unite(ObjectNode whole, ObjectNode part, String where) {
    for (var field : part.properties()) {
      var standing = whole.get(field.getKey());
      if (standing == null) {
        whole.set(field.getKey(), field.getValue());
      } else if (standing instanceof ObjectNode deeper
          && field.getValue() instanceof ObjectNode more) {
        unite(deeper, more, where + "/" + field.getKey());
      } else {
        throw new IllegalStateException("said twice: " + where + "/" + field.getKey());
      }
    }
  }

  private static ObjectNode read(Class<?> owner, String resource) {
    try {
      if (MAPPER.readTree(bytes(owner, resource)) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + resource, e);
    }
    throw new IllegalStateException("no JSON object: " + resource);
  }

  /// A resource as it is.
  ///
  /// @throws IllegalStateException where it is missing: a fault of the build
  public static byte[] bytes(Class<?> owner, String resource) {
    try (var in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
