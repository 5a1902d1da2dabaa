package io.viatra.chat.edge.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketDecoderTest {
  private static final String P0 = "{\"_placeholder\":true,\"num\":0}";
  private static final String P1 = "{\"_placeholder\":true,\"num\":1}";

  private final PacketDecoder decoder = new PacketDecoder(new StrictJson(16, 1_000));

  @Test
  void connectCarriesAnObjectOrNothing() throws PacketException {
    Packet.Connect plain = whole(Packet.Connect.class, decoder.text("0"));
    assertThat(plain.namespace()).isEqualTo("/");
    assertThat(plain.auth()).isEmpty();
    Packet.Connect named = whole(Packet.Connect.class, decoder.text("0/admin,{\"token\":\"1\"}"));
    assertThat(named.namespace()).isEqualTo("/admin");
    assertThat(named.auth().path("token").textValue()).isEqualTo("1");
    assertThat(whole(Packet.Connect.class, decoder.text("0/admin")).namespace())
        .isEqualTo("/admin");
  }

  @Test
  void anEventHasNameArgumentsAndPerhapsAnId() throws PacketException {
    Packet.Called plain = whole(Packet.Called.class, decoder.text("2[\"a\",1,{\"b\":[true]}]"));
    assertThat(plain.name()).isEqualTo("a");
    assertThat(plain.args()).hasSize(2);
    assertThat(plain.id()).isEqualTo(PacketHeader.NO_ID);
    Packet.Called full = whole(Packet.Called.class, decoder.text("2/n,12[\"a\"]"));
    assertThat(full.namespace()).isEqualTo("/n");
    assertThat(full.id()).isEqualTo(12);
    assertThat(full.args()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "2147483647,2147483647", "4294967295,4294967295", "007,7"})
  void ackIdsFit32Bits(String digits, long id) throws PacketException {
    assertThat(whole(Packet.Called.class, decoder.text("2" + digits + "[\"a\"]")).id())
        .isEqualTo(id);
    assertThat(whole(Packet.Acked.class, decoder.text("3" + digits + "[1]")).id()).isEqualTo(id);
  }

  @Test
  void attachmentsFindTheirPlacesNestedAndOutOfOrder() throws PacketException {
    assertThat(decoder.text("52-7[\"a\",{\"x\":[0,{\"y\":" + P1 + "}]}," + P0 + "]")).isNull();
    assertThat(decoder.binary(new byte[] {1})).isNull();
    Packet.Called packet = whole(Packet.Called.class, decoder.binary(new byte[] {2}));
    assertThat(packet.id()).isEqualTo(7);
    JsonNode nested = packet.args().get(0).path("x").path(1).path("y");
    assertThat(nested.isBinary()).isTrue();
    assertThat(nested.asText()).isEqualTo("Ag==");
    assertThat(packet.args().get(1).asText()).isEqualTo("AQ==");
  }

  @Test
  void aPlaceholderInAPlainEventIsJustData() throws PacketException {
    Packet.Called packet = whole(Packet.Called.class, decoder.text("2[\"a\"," + P0 + "]"));
    assertThat(packet.args().get(0).isObject()).isTrue();
  }

  @Test
  void nothingMayComeBetweenAPacketAndItsAttachments() throws PacketException {
    assertThat(decoder.text("51-[\"a\"," + P0 + "]")).isNull();
    assertRefused(decoder, "2[\"b\"]");
  }

  @Test
  void anAttachmentOfNothingIsRefused() {
    assertThatExceptionOfType(PacketException.class)
        .isThrownBy(() -> decoder.binary(new byte[] {1}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9",
        "7[\"a\"]",
        "abc",
        "-1",
        " 2[\"a\"]",
        "0[]",
        "0\"x\"",
        "0null",
        "05{}",
        "0/admin,[1]",
        "0{} ,",
        "1{}",
        "1[]",
        "15",
        "1/admin,x",
        "2",
        "2{}",
        "2[]",
        "2[null]",
        "2[1]",
        "2[[\"a\"]]",
        "2\"a\"",
        "2abc[\"a\"]",
        "2[\"a\"]x",
        "2[\"connect\"]",
        "2[\"connect_error\"]",
        "2[\"disconnect\"]",
        "2[\"disconnecting\"]",
        "2[\"newListener\"]",
        "2[\"removeListener\"]",
        "24294967296[\"a\"]",
        "2123456789012345678901234567890[\"a\"]",
        "2-1[\"a\"]",
        "3[1]",
        "3",
        "31{}",
        "31",
        "4{\"message\":\"x\"}",
        "4",
        "5",
        "5[\"a\"]",
        "50-[\"a\"]",
        "511-[\"a\"]",
        "51e9-[\"a\"]",
        "5-[\"a\"]",
        "51[\"a\"]",
        "5999999999999-[\"a\"]",
        "51-[\"a\"]",
        "51-[\"a\",{\"_placeholder\":true}]",
        "51-[\"a\",{\"_placeholder\":true,\"num\":1}]",
        "51-[\"a\",{\"_placeholder\":true,\"num\":-1}]",
        "51-[\"a\",{\"_placeholder\":true,\"num\":0.5}]",
        "51-[\"a\",{\"_placeholder\":true,\"num\":\"0\"}]",
        "51-[\"a\",{\"_placeholder\":true,\"num\":9999999999}]",
        "51-[{\"_placeholder\":true,\"num\":0}]",
        "61-[{\"_placeholder\":true,\"num\":0}]",
      })
  void whatTheProtocolForbidsIsRefused(String text) {
    assertRefused(decoder, text);
  }

  @Test
  void oneAttachmentCannotAppearTwice() {
    assertRefused(decoder, "51-[\"a\"," + P0 + "," + P0 + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"a\",NaN]", "[\"a\",Infinity]", "[\"a\",1e400]", "[\"a\",01]", "[\"a\",+1]",
        "[\"a\",'x']", "[\"a\",/**/1]", "[\"a\",1,]", "[\"a\"][1]", "[\"a\"] 1",
        "[\"a\",{\"k\":1,\"k\":2}]", "[\"a\",\"\u0001\"]", "[\"a\",tru]", "[\"a\"",
      })
  void onlyStrictJsonIsTaken(String json) {
    assertRefused(decoder, "2" + json);
  }

  @Test
  void depthKeysNumbersAndNamespacesAreBounded() throws PacketException {
    assertThat(decoder.text("2[\"a\"," + "[".repeat(16) + "]".repeat(16) + "]")).isNotNull();
    assertRefused(decoder, "2[\"a\"," + "[".repeat(17) + "]".repeat(17) + "]");
    assertRefused(decoder, "2[\"a\"," + "[".repeat(30_000));
    assertThat(decoder.text("2[\"a\"," + keys(1_000) + "]")).isNotNull();
    assertRefused(decoder, "2[\"a\"," + keys(1_001) + "]");
    assertRefused(decoder, "2[\"a\"," + "9".repeat(1_000) + "]");
    assertThat(decoder.text("0/" + "n".repeat(200))).isNotNull();
    assertRefused(decoder, "0/" + "n".repeat(64 * 1024));
  }

  private static <P extends Packet> P whole(Class<P> type, @Nullable Packet packet) {
    return type.cast(Objects.requireNonNull(packet, "attachments are missing"));
  }

  private static String keys(int count) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",").append('"').append(i).append("\":1");
    }
    return json.append('}').toString();
  }

  private static void assertRefused(PacketDecoder decoder, String text) {
    assertThatExceptionOfType(PacketException.class)
        .as("%.60s", text)
        .isThrownBy(() -> decoder.text(text));
  }
}
