package io.viatra.chat.streams.sequencer;

import io.viatra.chat.schemas.command.Command;
import io.viatra.chat.schemas.command.EditMessage;
import io.viatra.chat.schemas.command.MarkDelivered;
import io.viatra.chat.schemas.command.MarkRead;
import io.viatra.chat.schemas.command.React;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RejectionDelivery;
import io.viatra.chat.schemas.event.CommandRepeated;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What could be wrong with the sequencer's rules, put around the real ones: what they read, what
/// they hear, or what they decided. A simulation that finds none of these proves nothing.
public enum SequencerFault {
  NONE {
    @Override
    Mutation open() {
      return new Mutation();
    }
  },
  DEDUPE_SKIPPED {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            @Override
            public @Nullable Acceptance acceptance(UUID id, String sender, String clientMessageId) {
              return null;
            }
          });
    }
  },
  WATERMARK_OFF_BY_ONE {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        Command heard(Command command) {
          return command instanceof MarkRead read && read.upToSeq() != null && read.upToSeq() > 0
              ? new MarkRead(
                  read.conversationId(), read.actorId(), read.upToSeq() - 1, read.messageIds())
              : command;
        }
      };
    }
  },
  RECEIPT_BEYOND_HEAD {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            @Override
            public @Nullable Conversation conversation(UUID id) {
              var stands = super.conversation(id);
              boolean marks = current instanceof MarkRead || current instanceof MarkDelivered;
              return stands == null || !marks
                  ? stands
                  : stands.at(stands.ver(), stands.lastSeq() + 100);
            }
          });
    }
  },
  REMOVED_MEMBER_REACTS {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            private final Map<String, Membership> once = new HashMap<>();

            @Override
            public @Nullable Membership member(UUID id, String user) {
              var member = super.member(id, user);
              if (member != null) {
                once.put(id + user, member);
              }
              return current instanceof React && member == null ? once.get(id + user) : member;
            }
          });
    }
  },
  REMOVED_MEMBER_ROUTED {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            private final Map<UUID, Set<String>> ever = new HashMap<>();

            @Override
            public Roster roster(UUID id) {
              var all = ever.computeIfAbsent(id, _ -> new HashSet<>());
              var now = super.roster(id);
              now.byPartition().values().forEach(all::addAll);
              return Roster.of(all, PARTITIONS);
            }
          });
    }
  },
  SEQ_REUSED_AFTER_RESTART {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        void restored(StoredState state, List<UUID> conversations) {
          for (var id : conversations) {
            var stands = state.conversation(id);
            if (stands != null && stands.lastSeq() > 0) {
              state.put(List.of(stands.at(stands.ver(), stands.lastSeq() - 1)));
            }
          }
        }
      };
    }
  },
  SETTINGS_REVISION_STUCK {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            @Override
            public @Nullable Membership member(UUID id, String user) {
              var member = super.member(id, user);
              return member == null
                  ? null
                  : member.keeping(new OwnSettings(member.settings().values(), 0));
            }
          });
    }
  },
  EDITED_BY_ANYBODY {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            @Override
            public @Nullable RecentMessage recent(UUID id, long seq) {
              var said = super.recent(id, seq);
              return said != null && current instanceof EditMessage edit
                  ? new RecentMessage(
                      id,
                      seq,
                      said.messageId(),
                      edit.actorId(),
                      said.type(),
                      said.createdAt(),
                      said.deleted())
                  : said;
            }
          });
    }
  },
  DELETED_REACTED_TO {
    @Override
    Mutation open() {
      return seeing(state ->
          new FaultyState(state) {
            @Override
            public @Nullable ChangedMessage changed(UUID id, long seq) {
              return current instanceof React ? null : super.changed(id, seq);
            }

            @Override
            public @Nullable RecentMessage recent(UUID id, long seq) {
              return current instanceof React ? null : super.recent(id, seq);
            }
          });
    }
  },
  REPEAT_WITHOUT_OUTCOME {
    @Override
    Mutation open() {
      return dropping(emission ->
          emission instanceof Emission.ToLog(var event) && event instanceof CommandRepeated);
    }
  },
  REJECTION_UNHEARD {
    @Override
    Mutation open() {
      return dropping(emission ->
          emission instanceof Emission.ToUsers(_, var delivery)
              && delivery instanceof RejectionDelivery);
    }
  },
  RECEIPT_UNHEARD {
    @Override
    Mutation open() {
      return dropping(emission ->
          emission instanceof Emission.ToUsers(_, var delivery)
              && delivery instanceof ReceiptDelivery);
    }
  };

  /// As many as a simulation of the rules has.
  public static final int PARTITIONS = 2;

  abstract Mutation open();

  /// One wrong task; what it remembers is its own.
  static class Mutation {
    State around(State state) {
      return state;
    }

    Command heard(Command command) {
      return command;
    }

    Decision decided(Decision decision) {
      return decision;
    }

    void restored(StoredState state, List<UUID> conversations) {}
  }

  private interface Sight {
    FaultyState of(State state);
  }

  private static Mutation seeing(Sight sight) {
    return new Mutation() {
      private @Nullable FaultyState seen;

      @Override
      State around(State state) {
        seen = sight.of(state);
        return seen;
      }

      @Override
      Command heard(Command command) {
        if (seen != null) {
          seen.current = command;
        }
        return command;
      }
    };
  }

  private static Mutation dropping(Predicate<Emission> lost) {
    return new Mutation() {
      @Override
      Decision decided(Decision decision) {
        var kept = decision.emissions().stream().filter(lost.negate()).toList();
        return new Decision(decision.outcome(), decision.rows(), kept);
      }
    };
  }
}
