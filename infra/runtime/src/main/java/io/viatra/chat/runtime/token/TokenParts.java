package io.viatra.chat.runtime.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.runtime.json.JsonProblem;
import io.viatra.chat.runtime.json.StrictJson;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Header and claims of a compact token, read strictly: unpadded base64url, strict JSON (so a claim
/// cannot be there twice), and no header that would let the token choose its key.
record TokenParts(ObjectNode header, ObjectNode claims) {
  private static final int TOKEN_CHARS_MAX = 8 * 1024;
  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
  private static final String[] REFUSED_HEADERS = {"crit", "jku", "jwk", "x5u", "x5c"};

  static TokenParts of(String token) throws Refusal {
    if (token.length() > TOKEN_CHARS_MAX) {
      throw new Refusal(Reason.TOO_LARGE);
    }
    Matcher parts = COMPACT.matcher(token);
    if (!parts.matches()) {
      throw new Refusal(unsigned(token) ? Reason.ALGORITHM : Reason.MALFORMED);
    }
    ObjectNode header = object(parts.group(1));
    for (String name : REFUSED_HEADERS) {
      if (header.has(name)) {
        throw new Refusal(Reason.HEADER);
      }
    }
    return new TokenParts(header, object(parts.group(2)));
  }

  /// Two parts and an empty third is what `none` looks like; told apart only for the meters.
  private static boolean unsigned(String token) {
    return token.endsWith(".") && token.indexOf('.') < token.length() - 1;
  }

  private static ObjectNode object(String base64url) throws Refusal {
    try {
      return StrictJson.object(Base64.getUrlDecoder().decode(base64url));
    } catch (JsonProblem | IllegalArgumentException e) {
      throw new Refusal(Reason.MALFORMED);
    }
  }
}
