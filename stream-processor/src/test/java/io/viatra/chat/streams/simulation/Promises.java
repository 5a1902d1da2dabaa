package io.viatra.chat.streams.simulation;

import io.viatra.chat.schemas.mailbox.ConversationState;

/// What must hold once everything has been read and nothing is said any more.
final class Promises {
  private final World world;
  private final Model model;
  private final long leapt;

  /// @param leapt before it, pushes may have come too late
  Promises(World world, long leapt) {
    this.world = world;
    this.leapt = leapt;
    model = world.model();
  }

  void hold() {
    world.sequencers().forEach(SequencerSide::check);
    for (var user : People.ALL) {
      unread(user);
      world.routerOf(user).pushes().check(user, leapt);
    }
    for (var edge : world.edges()) {
      edge.devices.values().forEach(this::device);
    }
  }

  /// Three who count apart: the model from commands, the read model from the log, the router.
  private void unread(String user) {
    for (var talk : model.talks.values()) {
      long ver = world.ledger().ver(talk.id);
      Broken.unless(ver == talk.ver, "order", "%s ends at ver %d of %d", talk.id, ver, talk.ver);
      long counted = world.ledger().unread(user, talk.id);
      long unread = talk.unread(user);
      Broken.unless(counted == unread, "unread", "%s: %d in the log, %d", user, counted, unread);
      var person = talk.people.get(user);
      var expected =
          person == null
              ? null
              : new ConversationState(
                  talk.id,
                  talk.ver,
                  talk.lastSeq(),
                  person.read,
                  unread,
                  person.joinedSeq,
                  person.joinedVer);
      var kept = world.routerOf(user).standing(user, talk.id);
      boolean same = expected == null ? kept == null : expected.equals(kept);
      Broken.unless(same, "unread", "%s: kept %s, should be %s", user, kept, expected);
      var count = world.routerOf(user).count(user, talk.id);
      boolean published =
          (person == null || Crowding.is(talk))
              ? count == null
              : (count != null && count.count() == unread);
      Broken.unless(published, "unread", "%s: %s in the topic, %d", user, count, unread);
    }
  }

  /// Every live session has everything, or was told that it has not.
  private void device(Device device) {
    var who = device.user + "/" + device.sid;
    Broken.unless(device.ready, "sessions", "%s was never answered", who);
    boolean calm = world.routerOf(device.user).kills() == 0 && !device.wasSilent;
    Broken.unless(calm ? device.resyncs == 0 : true, "sessions", "%s met a hole", who);
    long total = 0;
    boolean untold = false;
    for (var talk : model.talks.values()) {
      var person = talk.people.get(device.user);
      var view = device.views.get(talk.id);
      if (person == null) {
        Broken.unless(view == null, "access", "%s still shows %s", who, talk.id);
        continue;
      }
      if (view == null) {
        throw new Broken("sessions", who + " does not know " + talk.id);
      }
      Broken.unless(
          view.ver == talk.ver, "sessions", "%s at ver %d of %d", who, view.ver, talk.ver);
      long unread = talk.unread(device.user);
      // Of a crowd nobody is told each: the client counts what it shows.
      Broken.unless(
          Crowding.is(talk) || view.unread == unread,
          "unread",
          "%s shows %d, should %d",
          who,
          view.unread,
          unread);
      shows(who, talk, view);
      var until = person.settings.mutedUntil();
      boolean muted = until != null && until.toEpochMilli() > world.now();
      untold |= (until != null && !muted) || Crowding.is(talk);
      total += muted ? 0 : unread;
    }
    // That a mute has ended by itself, or a crowd went on, shows with the next event.
    boolean holds = untold || device.total == total;
    Broken.unless(holds, "unread", "%s shows %d in all, should %d", who, device.total, total);
  }

  private static void shows(String who, Talk talk, Device.View view) {
    view.shown.forEach((seq, shown) ->
        Broken.unless(
            shown.equals(talk.shown(seq)),
            "messages",
            "%s shows s%d as %s, not %s",
            who,
            seq,
            shown,
            talk.shown(seq)));
  }
}
