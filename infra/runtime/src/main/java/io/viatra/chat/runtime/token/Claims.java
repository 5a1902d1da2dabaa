package io.viatra.chat.runtime.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.viatra.chat.runtime.token.TokenResult.Reason;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the claims of a token with a good signature must say.
///
/// @param signed what the signature covers
record Claims(TokenSettings settings, ObjectNode claims, String signed, Instant now) {
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");

  /// The end of the year 9999: later instants are mistakes, and some cannot be represented.
  private static final double SECONDS_MAX = 253_402_300_799d;

  private static final int ROLES_MAX = 64;

  Principal principal() throws Refusal {
    Instant expiresAt = instant("exp", Reason.EXPIRY);
    if (expiresAt == null) {
      throw new Refusal(Reason.EXPIRY);
    }
    if (!now.minus(settings.leeway()).isBefore(expiresAt)) {
      throw new Refusal(Reason.EXPIRED);
    }
    Instant notBefore = instant("nbf", Reason.NOT_YET);
    if (notBefore != null && now.plus(settings.leeway()).isBefore(notBefore)) {
      throw new Refusal(Reason.NOT_YET);
    }
    checkIssuer();
    checkAudience();
    String subject = subject();
    return new Principal(subject, roles(), expiresAt, tokenId(subject));
  }

  private String subject() throws Refusal {
    JsonNode subject = claims.get("sub");
    if (subject == null
        || !subject.isTextual()
        || !SUBJECT.matcher(subject.textValue()).matches()) {
      throw new Refusal(Reason.SUBJECT);
    }
    return subject.textValue();
  }

  private void checkIssuer() throws Refusal {
    JsonNode issuer = claims.get("iss");
    boolean fits = issuer != null && settings.issuer().equals(issuer.textValue());
    if (!settings.issuer().isEmpty() && !fits) {
      throw new Refusal(Reason.ISSUER);
    }
  }

  /// One text, or a list that holds the wanted one.
  private void checkAudience() throws Refusal {
    if (settings.audience().isEmpty()) {
      return;
    }
    JsonNode audience = claims.get("aud");
    boolean fits = audience != null && settings.audience().equals(audience.textValue());
    if (audience != null && audience.isArray()) {
      for (JsonNode each : audience) {
        fits |= settings.audience().equals(each.textValue());
      }
    }
    if (!fits) {
      throw new Refusal(Reason.AUDIENCE);
    }
  }

  private Set<String> roles() throws Refusal {
    JsonNode roles = claims.get("roles");
    if (roles == null || roles.isNull()) {
      return Set.of();
    }
    if (!roles.isArray() || roles.size() > ROLES_MAX) {
      throw new Refusal(Reason.CLAIMS);
    }
    Set<String> names = new HashSet<>();
    for (JsonNode role : roles) {
      if (!role.isTextual()) {
        throw new Refusal(Reason.CLAIMS);
      }
      names.add(role.textValue());
    }
    return names;
  }

  /// The subject is part of it, for some issuers number the tokens of each user. What was signed is
  /// the token without its signature, of which one token can have several forms.
  private String tokenId(String subject) throws Refusal {
    JsonNode id = claims.get("jti");
    if (id != null && !id.isTextual()) {
      throw new Refusal(Reason.CLAIMS);
    }
    return TokenDigest.of(id == null ? signed : subject + "\n" + id.textValue());
  }

  /// A NumericDate, fractions cut off; null when absent. Strict JSON has refused infinities
  /// already.
  private @Nullable Instant instant(String claim, Reason wrong) throws Refusal {
    JsonNode node = claims.get(claim);
    if (node == null) {
      return null;
    }
    double seconds = node.isNumber() ? node.doubleValue() : -1;
    if (seconds < 0 || seconds > SECONDS_MAX) {
      throw new Refusal(wrong);
    }
    return Instant.ofEpochSecond((long) seconds);
  }
}
