package io.viatra.chat.streams.router;

import io.viatra.chat.schemas.delivery.ConversationDelivery;
import io.viatra.chat.schemas.delivery.CrowdPhase;
import io.viatra.chat.schemas.delivery.MessageDelivery;
import io.viatra.chat.schemas.delivery.ReceiptDelivery;
import io.viatra.chat.schemas.delivery.RemovalDelivery;
import io.viatra.chat.schemas.delivery.SettingsDelivery;
import io.viatra.chat.schemas.mailbox.MailboxDelivery;
import io.viatra.chat.schemas.mailbox.UnreadChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// What could be wrong with the router's rules, put around the real ones: what they read, what they
/// keep, or what they write.
public enum RouterFault {
  NONE {
    @Override
    Mutation open() {
      return new Mutation();
    }
  },
  UNREAD_INCREMENTED {
    @Override
    Mutation open() {
      return new Mutation() {
        private final Map<String, Long> counts = new HashMap<>();

        @Override
        @Nullable Outgoing written(Outgoing outgoing) {
          if (outgoing instanceof Outgoing.ToMailbox(var key, var record)
              && record instanceof MailboxDelivery box) {
            var more = box.unread().stream().map(change -> counted(box, change)).toList();
            return new Outgoing.ToMailbox(
                key, new MailboxDelivery(box.slot(), box.userIds(), box.delivery(), more));
          }
          return outgoing;
        }

        private UnreadChange counted(MailboxDelivery box, UnreadChange change) {
          var key = change.userId() + change.conversationId();
          long before = counts.getOrDefault(key, change.count() - 1);
          long count = box.delivery() instanceof MessageDelivery ? before + 1 : change.count();
          counts.put(key, count);
          return new UnreadChange(change.userId(), change.conversationId(), count, change.total());
        }
      };
    }
  },
  TIMER_NOT_CLEARED {
    @Override
    Mutation open() {
      return reading((state, mutation) ->
          new FaultyState(state) {
            @Override
            public InboxRow inbox(String user, UUID id) {
              var row = super.inbox(user, id);
              var marks = new InboxRow.Watermarks(row.marks().read(), 0, row.marks().pushed());
              return mutation.ticking
                  ? new InboxRow(
                      row.ver(),
                      row.member(),
                      row.joinedSeq(),
                      row.base(),
                      marks,
                      row.mute(),
                      row.own())
                  : row;
            }
          });
    }
  },
  MUTE_FORGOTTEN {
    @Override
    Mutation open() {
      return reading((state, mutation) ->
          new FaultyState(state) {
            @Override
            public InboxRow inbox(String user, UUID id) {
              var row = super.inbox(user, id);
              var mute = InboxRow.Mute.NONE;
              return mutation.ticking
                  ? new InboxRow(
                      row.ver(),
                      row.member(),
                      row.joinedSeq(),
                      row.base(),
                      row.marks(),
                      mute,
                      row.own())
                  : row;
            }
          });
    }
  },
  STALE_VER_APPLIED {
    @Override
    Mutation open() {
      return reading((state, mutation) ->
          new FaultyState(state) {
            @Override
            public Head head(UUID id) {
              var head = super.head(id);
              return mutation.current instanceof MessageDelivery(var sent, _)
                      && sent.conversationId().equals(id)
                  ? new Head(
                      sent.ver() - 1,
                      sent.seq() - 1,
                      head.activeAt(),
                      head.uncounted(),
                      head.crowd())
                  : head;
            }
          });
    }
  },
  DELETE_FORGOTTEN {
    @Override
    Mutation open() {
      return reading((state, _) ->
          new FaultyState(state) {
            @Override
            public Head head(UUID id) {
              var head = super.head(id);
              return new Head(
                  head.ver(), head.lastSeq(), head.activeAt(), SeqSet.EMPTY, head.crowd());
            }
          });
    }
  },
  SETTINGS_OF_FORMER_MEMBERSHIP {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        RouterState around(RouterState state) {
          return new FaultyState(state) {
            @Override
            public InboxRow inbox(String user, UUID id) {
              var row = super.inbox(user, id);
              var mute = new InboxRow.Mute(row.mute().until(), 0);
              return current() instanceof SettingsDelivery
                  ? new InboxRow(
                      0, row.member(), row.joinedSeq(), row.base(), row.marks(), mute, row.own())
                  : row;
            }
          };
        }

        @Override
        @Nullable Put kept(Put put, RouterState state) {
          if (current() instanceof SettingsDelivery
              && put instanceof Put.OfInbox(var user, var id, var row)) {
            long ver = state.inbox(user, id).ver();
            return new Put.OfInbox(
                user,
                id,
                new InboxRow(
                    ver,
                    row.member(),
                    row.joinedSeq(),
                    row.base(),
                    row.marks(),
                    row.mute(),
                    row.own()));
          }
          return put;
        }
      };
    }
  },
  PUSHED_TO_SENDER {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Put kept(Put put, RouterState state) {
          if (current() instanceof MessageDelivery(var sent, _)
              && put instanceof Put.OfPending(var key, var push)) {
            var more = new ArrayList<>(push.recipients());
            more.add(sent.senderId());
            return new Put.OfPending(key, new PendingPush(push.messageId(), more));
          }
          return put;
        }
      };
    }
  },
  PUSH_LOST {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Put kept(Put put, RouterState state) {
          return put instanceof Put.OfPending(var key, _) && key.waiting() == Waiting.UNDELIVERED
              ? null
              : put;
        }
      };
    }
  },
  PUSHED_TWICE {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Put kept(Put put, RouterState state) {
          return put instanceof Put.NoPending ? null : put;
        }

        @Override
        RouterState around(RouterState state) {
          return new FaultyState(state) {
            @Override
            public InboxRow inbox(String user, UUID id) {
              var row = super.inbox(user, id);
              var marks = new InboxRow.Watermarks(row.marks().read(), row.marks().delivered(), 0);
              return new InboxRow(
                  row.ver(),
                  row.member(),
                  row.joinedSeq(),
                  row.base(),
                  marks,
                  row.mute(),
                  row.own());
            }
          };
        }
      };
    }
  },
  REMOVAL_UNHEARD {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Outgoing written(Outgoing outgoing) {
          return current() instanceof RemovalDelivery ? null : outgoing;
        }
      };
    }
  },
  READ_NOT_COUNTED {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Outgoing written(Outgoing outgoing) {
          return outgoing instanceof Outgoing.ToUnread && current() instanceof ReceiptDelivery
              ? null
              : outgoing;
        }
      };
    }
  },
  CROWD_STILL_COUNTED {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Outgoing written(Outgoing outgoing) {
          return outgoing instanceof Outgoing.ToUnread(_, _, var count)
                  && count == null
                  && current() instanceof ConversationDelivery
              ? null
              : outgoing;
        }
      };
    }
  },
  ENDED_CROWD_NOT_COUNTED {
    @Override
    Mutation open() {
      return new Mutation() {
        @Override
        @Nullable Outgoing written(Outgoing outgoing) {
          return outgoing instanceof Outgoing.ToUnread
                  && current() instanceof ConversationDelivery frame
                  && frame.crowd() == CrowdPhase.ENDED
              ? null
              : outgoing;
        }
      };
    }
  },
  COUNTS_FORGOTTEN_IN_A_CRASH {
    @Override
    Mutation open() {
      return reading((state, mutation) ->
          new FaultyState(state) {
            @Override
            public void pendingUntil(long dueAt, BiPredicate<PendingKey, PendingPush> visitor) {
              if (mutation.ticking) {
                super.pendingUntil(dueAt, visitor);
              }
            }
          });
    }
  },
  DELIVERY_LOST {
    @Override
    Mutation open() {
      return new Mutation() {
        private int written;

        @Override
        @Nullable Outgoing written(Outgoing outgoing) {
          return outgoing instanceof Outgoing.ToMailbox && ++written % 50 == 0 ? null : outgoing;
        }
      };
    }
  };

  abstract Mutation open();

  /// One wrong task; what it remembers is its own.
  static class Mutation {
    /// What is being decided; null at a tick.
    @Nullable Object current;

    boolean ticking;

    @Nullable Object current() {
      return current;
    }

    RouterState around(RouterState state) {
      return state;
    }

    @Nullable Put kept(Put put, RouterState state) {
      return put;
    }

    @Nullable Outgoing written(Outgoing outgoing) {
      return outgoing;
    }

    final Decision decided(Decision decision, RouterState state) {
      var wrong = new Decision();
      for (var put : decision.puts()) {
        var kept = kept(put, state);
        if (kept != null) {
          wrong.put(kept);
        }
      }
      for (var outgoing : decision.outgoing()) {
        var written = written(outgoing);
        if (written != null) {
          wrong.send(written);
        }
      }
      return wrong;
    }
  }

  private interface Sight {
    FaultyState of(RouterState state, Mutation mutation);
  }

  private static Mutation reading(Sight sight) {
    return new Mutation() {
      @Override
      RouterState around(RouterState state) {
        return sight.of(state, this);
      }
    };
  }
}
