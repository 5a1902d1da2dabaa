package io.viatra.chat.streams.sequencer;

import static io.viatra.chat.streams.sequencer.Commands.ANA;
import static io.viatra.chat.streams.sequencer.Commands.BEN;
import static io.viatra.chat.streams.sequencer.Commands.CARLA;
import static io.viatra.chat.streams.sequencer.Commands.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.viatra.chat.schemas.command.ChangeSettings;
import io.viatra.chat.schemas.conversation.MemberSettings;
import io.viatra.chat.schemas.conversation.MemberState;
import io.viatra.chat.schemas.conversation.Role;
import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.event.CommandRejected;
import io.viatra.chat.schemas.event.CommandRepeated;
import io.viatra.chat.schemas.event.ConversationUpdated;
import io.viatra.chat.schemas.event.MessageSent;
import io.viatra.chat.schemas.event.RejectionCode;
import io.viatra.chat.schemas.event.SettingsChanged;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A conversation's frame, and what members set for themselves.
class SettingsTest extends RigTest {
  SettingsTest(@TempDir Path directory) {
    super(directory);
  }

  @BeforeEach
  void aGroup() {
    rig.send(Commands.named(Commands.group(GROUP, ANA, BEN, CARLA), "Ward round"));
  }

  @Test
  void absentFieldsOfAnUpdateStay() {
    var ward = JsonNodeFactory.instance.objectNode().put("ward", "3b");
    rig.send(Commands.describe(GROUP, ANA, ward));
    rig.restart();
    var written = rig.send(Commands.rename(GROUP, ANA, "Night round"));
    var updated = written.event(ConversationUpdated.class);
    assertThat(updated.name()).isEqualTo("Night round");
    assertThat(updated.metadata()).isEqualTo(ward);
    var told = written.deliveries(ConversationDelivery.class).getFirst();
    assertThat(told.recipients()).containsExactly(ANA, BEN, CARLA);
    assertThat(told.conversation().name()).isEqualTo("Night round");
    assertThat(told.conversation().metadata()).isEqualTo(ward);
    rig.send(Commands.rename(GROUP, ANA, "Night round")).event(CommandRepeated.class);
    assertThat(rig.send(Commands.rename(GROUP, BEN, "mine")).event(CommandRejected.class).code())
        .isEqualTo(RejectionCode.FORBIDDEN);
  }

  @Test
  void settingsTakeNoVersionAndReachTheirOwnerAlone() {
    var until = rig.now().plus(Duration.ofHours(1));
    var written = rig.send(Commands.mute(GROUP, BEN, until));

    var changed = written.event(SettingsChanged.class);
    assertThat(changed.ver()).isEqualTo(1);
    assertThat(changed.revision()).isEqualTo(1);
    assertThat(changed.mutedUntil()).isEqualTo(until);
    assertThat(written.deliveries()).hasSize(1);
    var told = written.deliveries(SettingsDelivery.class).getFirst();
    assertThat(told.changed()).isEqualTo(changed);
    assertThat(told.conversation().members())
        .contains(
            new MemberState(
                BEN, Role.MEMBER, 0, 0, 0, new MemberSettings(until, null, null, false)),
            new MemberState(ANA, Role.OWNER, 0, 0, 0, null));
    assertThat(rig.send(message(GROUP, ANA, "1").command()).event(MessageSent.class).ver())
        .isEqualTo(2);
  }

  @Test
  void settingsStayUntilTheyAreChangedAndATimeThatIsPastEndsAMute() {
    var pinned = new ChangeSettings(GROUP, BEN, null, true, null, null);
    var since = rig.send(pinned).event(SettingsChanged.class).pinnedAt();
    rig.after(Duration.ofMinutes(1));
    rig.send(pinned).event(CommandRepeated.class);
    rig.send(Commands.mute(GROUP, BEN, rig.now().plusSeconds(60)));
    rig.restart();
    var ended = rig.send(Commands.mute(GROUP, BEN, Instant.EPOCH)).event(SettingsChanged.class);
    assertThat(ended.mutedUntil()).isNull();
    assertThat(ended.pinnedAt()).isEqualTo(since);
    assertThat(ended.revision()).isEqualTo(3);
    var loose = new ChangeSettings(GROUP, BEN, null, false, true, null);
    assertThat(rig.send(loose).event(SettingsChanged.class).settings())
        .isEqualTo(new MemberSettings(null, null, rig.now(), false));
    rig.send(new ChangeSettings(GROUP, BEN, null, null, null, null)).event(CommandRepeated.class);
  }

  @Test
  void readingEndsMarkedUnreadAlsoWhereNothingIsLeftToRead() {
    rig.send(message(GROUP, ANA, "1").command());
    rig.send(Commands.read(GROUP, BEN, 1));
    rig.send(Commands.markUnread(GROUP, BEN)).event(SettingsChanged.class);
    rig.send(Commands.delivered(GROUP, BEN, 1));
    var written = rig.send(Commands.read(GROUP, BEN, 1));
    assertThat(written.receipt().readSeq()).isEqualTo(1);
    assertThat(written.event(SettingsChanged.class).markedUnread()).isFalse();
    assertThat(written.deliveries(SettingsDelivery.class)).hasSize(1);
    assertThat(rig.send(Commands.read(GROUP, BEN, 1)).events()).isEmpty();
  }

  @Test
  void aFrameShowsEveryMemberTheirOwnSettings() {
    rig.send(Commands.markUnread(GROUP, BEN));
    var told =
        rig.send(Commands.rename(GROUP, ANA, "x"))
            .deliveries(ConversationDelivery.class)
            .getFirst();
    assertThat(told.conversation().members())
        .contains(
            new MemberState(BEN, Role.MEMBER, 0, 0, 0, new MemberSettings(null, null, null, true)));
  }
}
