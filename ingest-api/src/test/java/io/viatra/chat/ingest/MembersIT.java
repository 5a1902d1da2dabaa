package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ana owns the group, Ben is an admin, Cleo a member, Dan and Eve are outside.
class MembersIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private final String cleo = user("cleo");
  private final String dan = user("dan");
  private final String eve = user("eve");
  private IngestFixture fixture;
  private String group;

  @BeforeEach
  void start() throws Exception {
    fixture = SharedIngest.get();
    group = "/conversations/" + fixture.as(ana).group(ben, cleo);
    fixture.as(ana).patch(seat(ben), "{'role':'admin'}");
  }

  @Test
  void ownersAndAdminsBringInAndWhoIsAMemberStaysOne() {
    var added = fixture.as(ben).post(group + "/participants", names(dan, cleo));

    assertThat(added.status()).isEqualTo(200);
    assertThat(added.at("/conversation/participantIds").toString()).contains(dan, cleo);
    assertThat(fixture.as(dan).after(added).get(group).status()).isEqualTo(200);
  }

  @Test
  void ownersAndAdminsPutOutAndTheOneIsAnOutsiderAtOnce() {
    var removed = fixture.as(ben).delete(seat(cleo));

    assertThat(removed.status()).isEqualTo(200);
    assertThat(removed.at("/conversation/participantIds").toString()).doesNotContain(cleo);
    assertThat(fixture.as(cleo).get(group).status()).isEqualTo(404);
    assertThat(fixture.as(ben).delete(seat(cleo)).status()).isEqualTo(200);
  }

  @Test
  void whoLeavesIsOutside() {
    var left = fixture.as(cleo).delete(seat(cleo));

    assertThat(left.status()).isEqualTo(204);
    assertThat(left.token()).isNotEmpty();
    assertThat(fixture.as(cleo).delete(seat(cleo)).status()).isEqualTo(404);
  }

  @Test
  void theOwnerGivesRolesAndNobodyElse() {
    var given = fixture.as(ana).patch(seat(cleo), "{'role':'admin'}");

    assertThat(given.status()).isEqualTo(200);
    assertThat(given.at("/conversation/participants").toString())
        .contains("\"userId\":\"" + cleo + "\",\"role\":\"admin\"");
    assertThat(fixture.as(ben).patch(seat(cleo), "{'role':'member'}").status()).isEqualTo(403);
    assertThat(fixture.as(ana).patch(seat(dan), "{'role':'admin'}").status()).isEqualTo(404);
    assertThat(fixture.as(ana).patch(seat(ana), "{'role':'member'}").status()).isEqualTo(400);
  }

  @Test
  void membersBringNobodyInAndPutNobodyOut() {
    assertThat(fixture.as(cleo).post(group + "/participants", names(dan)).code())
        .isEqualTo("FORBIDDEN");
    assertThat(fixture.as(cleo).delete(seat(ben)).code()).isEqualTo("FORBIDDEN");
    assertThat(fixture.as(ben).delete(seat(ana)).code()).isEqualTo("FORBIDDEN");
  }

  @Test
  void aGroupHasRoomFor256() {
    var many =
        IntStream.range(0, 254).mapToObj(i -> "guest-" + i).collect(Collectors.joining("','"));

    var refused = fixture.as(ana).post(group + "/participants", "{'userIds':['" + many + "']}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("CONFLICT");
  }

  @Test
  void aDirectConversationKeepsItsTwo() {
    var direct =
        "/conversations/"
            + fixture
                .as(ana)
                .post("/conversations", "{'type':'direct','participantIds':['" + ben + "']}")
                .at("/conversation/id")
                .asText();

    assertThat(fixture.as(ana).post(direct + "/participants", names(dan)).status()).isEqualTo(400);
    assertThat(fixture.as(ana).delete(direct + "/participants/" + ana).status()).isEqualTo(400);
    assertThat(fixture.as(ana).patch(direct + "/participants/" + ben, "{'role':'admin'}").status())
        .isEqualTo(400);
    assertThat(fixture.as(ana).patch(direct, "{'name':'Us'}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'userIds':[]}",
        "{'userIds':'dan'}",
        "{'userIds':[1]}",
        "{'userIds':['a b']}",
        "{'userIds':['dan','dan']}"
      })
  void whatNamesNobodyIsInvalid(String body) {
    assertThat(fixture.as(ana).post(group + "/participants", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"POST,/participants", "DELETE,/participants/cleo", "PATCH,/participants/cleo"})
  void outsidersGetTheSameBytesAsForWhatDoesNotExist(String method, String path) {
    var body = method.equals("POST") ? names(dan) : "{'role':'admin'}";
    var nothing = "/conversations/018f2f5e-7b5a-7c3d-9e21-5a6b7c8d9e0f";
    var real = call(method, group + path, body);

    assertThat(real.status()).isEqualTo(404);
    assertThat(real.withoutRequestId())
        .isEqualTo(call(method, nothing + path, body).withoutRequestId());
  }

  @Test
  void aNameAndAPictureAreForOwnersAndAdmins() {
    var named =
        fixture
            .as(ben)
            .patch(
                group,
                "{'name':'Ward 7','avatarUrl':'https://example.org/w7.png','metadata':{'n':1e2}}");

    assertThat(named.status()).isEqualTo(200);
    assertThat(named.at("/conversation/name").asText()).isEqualTo("Ward 7");
    assertThat(named.at("/conversation/avatarUrl").asText()).endsWith("w7.png");
    assertThat(fixture.as(cleo).patch(group, "{'name':'Mine'}").status()).isEqualTo(403);
    assertThat(fixture.as(eve).patch(group, "{'name':'Mine'}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'name':' '}",
        "{'name':7}",
        "{'avatarUrl':'javascript:alert(1)'}",
        "{'metadata':'text'}"
      })
  void aNameThatIsNoneIsInvalid(String body) {
    assertThat(fixture.as(ana).patch(group, body).status()).isEqualTo(400);
  }

  @Test
  void settingsAreOnesOwn() {
    var set =
        fixture
            .as(cleo)
            .put(
                group + "/settings",
                "{'mutedUntil':'2099-01-01T00:00:00Z','pinned':true,'archived':true,"
                    + "'markedUnread':true}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(set.at("/conversation/mutedUntil").asText()).isEqualTo("2099-01-01T00:00:00.000Z");
    assertThat(set.at("/conversation/pinnedAt").isTextual()).isTrue();
    assertThat(set.at("/conversation/archivedAt").isTextual()).isTrue();
    assertThat(set.at("/conversation/markedUnread").asBoolean()).isTrue();
    assertThat(fixture.as(ana).after(set).get(group).at("/conversation").has("pinnedAt")).isFalse();

    var cleared = fixture.as(cleo).put(group + "/settings", "{'mutedUntil':null,'archived':false}");
    assertThat(cleared.at("/conversation").has("mutedUntil")).isFalse();
    assertThat(cleared.at("/conversation").has("archivedAt")).isFalse();
    assertThat(cleared.at("/conversation/pinnedAt").isTextual()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'pinned':'yes'}",
        "{'mutedUntil':'tomorrow'}",
        "{'mutedUntil':1}",
        "{'mutedUntil':'+12026-01-01T00:00:00Z'}",
        "{'mutedUntil':'1969-12-31T23:59:59Z'}"
      })
  void settingsThatAreNoneAreInvalid(String body) {
    assertThat(fixture.as(cleo).put(group + "/settings", body).status()).isEqualTo(400);
  }

  @Test
  void outsidersHaveNoSettings() {
    assertThat(fixture.as(eve).put(group + "/settings", "{'pinned':true}").status()).isEqualTo(404);
  }

  private Reply call(String method, String path, String body) {
    var client = fixture.as(eve);
    return switch (method) {
      case "POST" -> client.post(path, body);
      case "PATCH" -> client.patch(path, body);
      default -> client.delete(path);
    };
  }

  private String seat(String userId) {
    return group + "/participants/" + userId;
  }

  private static String names(String... userIds) {
    return "{'userIds':['" + String.join("','", userIds) + "']}";
  }
}
