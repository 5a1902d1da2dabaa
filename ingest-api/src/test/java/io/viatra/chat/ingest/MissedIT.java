package io.viatra.chat.ingest;

import static io.viatra.chat.ingest.IngestFixture.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.viatra.chat.ingest.read.ChangeReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissedIT {
  private final String ana = user("ana");
  private final String ben = user("ben");
  private final String eve = user("eve");
  private final List<String> ids = new ArrayList<>();
  private IngestFixture fixture;
  private String group;
  private Reply last;

  /// The creation is 1, the messages are 2, 3 and 4.
  @BeforeEach
  void talk() throws Exception {
    fixture = SharedIngest.get();
    group = fixture.as(ana).group(ben);
    say("m0");
    say("m1");
    last = say("m2");
  }

  @Test
  void newMessagesAndChangedOnesAreToldApart() {
    last = fixture.as(ana).after(last).patch("/messages/" + ids.get(0), "{'content':'so'}");
    last = fixture.as(ana).after(last).delete("/messages/" + ids.get(2));

    var changes = since(2);
    assertThat(changes.at("/ver").asLong()).isEqualTo(6);
    assertThat(seqs(changes.at("/created"))).containsExactly(2L, 3L);
    assertThat(seqs(changes.at("/updated"))).containsExactly(1L);
    assertThat(changes.at("/updated/0/content").asText()).isEqualTo("so");
    assertThat(changes.at("/updated/0/ver").asLong()).isEqualTo(5);
    assertThat(changes.at("/created/1/isDeleted").asBoolean()).isTrue();
    assertThat(changes.at("/created/1/ver").asLong()).isEqualTo(6);
    assertThat(changes.at("/conversation").isNull()).isTrue();
  }

  @Test
  void whatIsKnownIsNotToldAgain() {
    last = fixture.as(ana).after(last).patch("/messages/" + ids.get(0), "{'content':'so'}");

    assertThat(seqs(since(4).at("/updated"))).containsExactly(1L);
    assertThat(since(4).at("/created")).isEmpty();
    var nothing = since(5);
    assertThat(nothing.at("/updated")).isEmpty();
    assertThat(nothing.at("/complete").asBoolean()).isTrue();
    assertThat(since(99).at("/ver").asLong()).isEqualTo(5);
  }

  @Test
  void aNewNameBringsTheConversation() {
    last = fixture.as(ana).after(last).patch("/conversations/" + group, "{'name':'Ward 7'}");

    var changes = since(4);
    assertThat(changes.at("/frameVer").asLong()).isEqualTo(5);
    assertThat(changes.at("/conversation/name").asText()).isEqualTo("Ward 7");
    assertThat(since(5).at("/conversation").isNull()).isTrue();
  }

  @Test
  void whatIsFromBeforeOnesJoiningIsNotMissed() {
    last =
        fixture
            .as(ana)
            .after(last)
            .post("/conversations/" + group + "/participants", "{'userIds':['" + eve + "']}");
    last = say("welcome");

    var changes = fixture.as(eve).after(last).get(path(0));
    assertThat(seqs(changes.at("/created"))).containsExactly(4L);
  }

  @Test
  void moreThanALimitIsNotBroughtAtAll() {
    var sender = fixture.as(ana);
    for (int i = 3; i <= ChangeReader.MAX; i++) {
      last = sender.say(group, "more");
    }
    var changes = since(0);
    assertThat(changes.at("/complete").asBoolean()).isFalse();
    assertThat(changes.at("/created")).isEmpty();
    assertThat(seqs(since(2).at("/created"))).hasSize(ChangeReader.MAX);
  }

  @Test
  void whatASocketHeardOfIsWaitedFor() throws Exception {
    assertThat(since(0).at("/ver").asLong()).isEqualTo(4);
    Reply held;
    try (var hold = fixture.pipeline().hold()) {
      assertThat(hold).isNotNull();
      last = fixture.as(ana).say(group, "late");
      held = fixture.as(ben).get(path(4) + "&upTo=5");
    }
    assertThat(held.at("/ver").asLong()).isEqualTo(4);
    assertThat(seqs(fixture.as(ben).get(path(4) + "&upTo=5").at("/created"))).containsExactly(4L);
  }

  @Test
  void outsidersLearnNothing() {
    assertThat(fixture.as(eve).get(path(0)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "?since=", "?since=-1", "?since=x", "?since=1.5", "?since=9007199254740992"})
  void aVersionIsAWholeNumber(String query) {
    var refused = fixture.as(ben).get("/conversations/" + group + "/changes" + query);

    assertThat(refused.status()).isEqualTo(400);
  }

  private Reply say(String content) {
    var said = fixture.as(ana).say(group, content);
    ids.add(said.at("/message/id").asText());
    return said;
  }

  private Reply since(long ver) {
    return fixture.as(ben).after(last).get(path(ver));
  }

  private String path(long since) {
    return "/conversations/" + group + "/changes?since=" + since;
  }

  private static List<Long> seqs(JsonNode messages) {
    List<Long> seqs = new ArrayList<>();
    messages.forEach(message -> seqs.add(message.path("seq").asLong()));
    return seqs;
  }
}
