package io.viatra.chat.runtime.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.runtime.json.JsonProblem.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads client input as RFC 8259 means it. Jackson by itself takes overlong UTF-8, lone
/// surrogates, UTF-16, duplicate keys, trailing tokens, and turns `1e400` into infinity; here each
/// of these is a [JsonProblem]. Bytes are decoded by the JDK's strict decoder first, so that
/// Jackson's own guessing of encodings never comes into play.
public final class StrictJson {
  /// The default limit of a document in bytes.
  public static final int DOCUMENT_BYTES_MAX = 64 * 1024;

  private static final int DEPTH_MAX = 16;

  /// Longer than any 64-bit number or useful fraction; a bound on the cost of parsing digits.
  private static final int NUMBER_CHARS_MAX = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // Jackson's own pool is one of each thread, and virtual threads come new.
                  .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_CHARS_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Keys come from clients: interning or caching them would let clients grow
                  // tables.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /// An object of at most 64 KiB.
  ///
  /// @throws JsonProblem when it is not
  public static ObjectNode object(byte[] utf8) {
    return asObject(value(utf8, DOCUMENT_BYTES_MAX));
  }

  /// Any value.
  ///
  /// @param bytesMax the limit in bytes; more is `TOO_LARGE`
  /// @throws JsonProblem when it is not one
  public static JsonNode value(byte[] utf8, int bytesMax) {
    if (utf8.length > bytesMax) {
      throw new JsonProblem(Reason.TOO_LARGE);
    }
    return parse(decode(utf8));
  }

  /// Any value from text that was decoded already, such as a WebSocket frame.
  ///
  /// @param charsMax the limit in UTF-16 units; more is `TOO_LARGE`
  /// @throws JsonProblem when it is not one
  public static JsonNode value(String text, int charsMax) {
    if (text.length() > charsMax) {
      throw new JsonProblem(Reason.TOO_LARGE);
    }
    return parse(text);
  }

  /// The value as an object.
  ///
  /// @throws JsonProblem with `NOT_AN_OBJECT`
  public static ObjectNode asObject(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw new JsonProblem(Reason.NOT_AN_OBJECT);
  }

  /// What holds for every tree from here, for one that was parsed elsewhere.
  ///
  /// @throws JsonProblem when it holds a text, a number or an object that no document may hold
  public static void check(JsonNode tree) {
    TreeRules.check(tree);
  }

  private static String decode(byte[] utf8) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString();
      if (text.startsWith("\uFEFF")) {
        throw new JsonProblem(Reason.NOT_UTF8);
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new JsonProblem(Reason.NOT_UTF8);
    }
  }

  private static JsonNode parse(String text) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (StreamConstraintsException e) {
      throw new JsonProblem(constraint(e));
    } catch (JsonParseException e) {
      throw new JsonProblem(duplicate(e) ? Reason.DUPLICATE_KEY : Reason.MALFORMED);
    } catch (JsonProcessingException e) {
      throw new JsonProblem(Reason.MALFORMED);
    }
    if (tree == null || tree.isMissingNode()) {
      throw new JsonProblem(Reason.EMPTY);
    }
    TreeRules.check(tree);
    return tree;
  }

  /// Jackson has one exception for all limits; the two that documents of this size can meet differ
  /// in their words, which a test holds.
  private static Reason constraint(StreamConstraintsException e) {
    return e.getOriginalMessage().contains("nesting") ? Reason.TOO_DEEP : Reason.NUMBER_RANGE;
  }

  private static boolean duplicate(JsonParseException e) {
    return e.getOriginalMessage().startsWith("Duplicate field");
  }
}
