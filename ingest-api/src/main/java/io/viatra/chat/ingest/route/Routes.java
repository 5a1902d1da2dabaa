package io.viatra.chat.ingest.route;

import io.viatra.chat.ingest.openapi.Documents;
import io.viatra.chat.ingest.paging.Cursors;
import io.viatra.chat.ingest.write.MessageSender;
import io.viatra.chat.runtime.http.Router;
import io.viatra.chat.runtime.ids.Ids;
import io.viatra.chat.runtime.token.TokenRegister;
import java.time.Clock;
import java.util.Set;

/// The table of paths.
public final class Routes {
  /// Headers of ours that browsers may send and read.
  public static final Set<String> HEADERS = Set.of(Gate.TOKEN, Gate.STALE, "Idempotency-Key");

  private static final String CONVERSATIONS = "/api/v1/chat/conversations";
  private static final String CONVERSATION = CONVERSATIONS + "/{id}";
  private static final String PARTICIPANTS = CONVERSATION + "/participants";
  private static final String MESSAGE = "/api/v1/chat/messages/{id}";
  private static final String REACTION = MESSAGE + "/reactions/{emoji}";
  private static final String UNREAD = "/api/v1/chat/unread";
  private static final String PRESENCE = "/api/v1/chat/presence";
  private static final String FCM_TOKEN = "/api/v1/auth/fcm-token";

  private Routes() {}

  /// Every call that this service answers; any other path is NOT_FOUND.
  public static Router router(
      TokenRegister tokens,
      Limits limits,
      Reading reading,
      Writing writing,
      Cursors cursors,
      Clock clock) {
    var told = reading.told();
    var people = reading.people();
    var progress = reading.waiting().progress();
    var patience = reading.waiting().patience();
    var gate = new Gate(new Callers(tokens), progress);
    var sender =
        new MessageSender(writing.commands(), told.messages(), writing.recents(), Ids::next);

    var effects = new Effects(writing.commands(), progress);
    var conversations = new ConversationRoutes(reading.conversations(), cursors);
    var creation = new CreationRoute(reading.conversations(), effects, limits, Ids::next);
    var history = new HistoryRoute(told.pages(), told.messages(), cursors, patience);
    var missed = new ChangesRoute(told.changes(), reading.conversations(), patience);
    var send = new SendRoute(reading.memberships(), told.messages(), sender, patience, limits);
    var reads =
        new ReadRoutes(
            reading.memberships(),
            told.messages(),
            reading.unread(),
            writing.commands(),
            progress,
            patience);
    var targets = new Targets(told.targets(), writing.recents(), progress, patience);
    var deletion = new DeletionRoute(targets, writing.commands(), limits);
    var messages = new MessageRoutes(targets, told.messages(), told.receipts(), effects, limits);
    var changes = new ConversationChanges(reading.conversations(), effects);
    var members = new MemberRoutes(reading.memberships(), changes, limits);
    var frames = new FrameRoutes(reading.memberships(), changes, limits);
    var devices = new DeviceRoutes(people.devices(), writing.devices(), tokens, clock);
    var presence = new PresenceRoute(people.acquaintances(), people.presence());

    var documents = Documents.load();

    return Router.builder()
        .get("/openapi.json", documents::openApi)
        .get("/asyncapi.json", documents::asyncApi)
        .get("/schemas/{name}", documents::schema)
        .get("/docs", documents::page)
        .get(CONVERSATIONS, gate.guard(conversations::list))
        .post(CONVERSATIONS, gate.guard(creation::create))
        .get(CONVERSATION, gate.guard(conversations::one))
        .patch(CONVERSATION, gate.guard(frames::reframe))
        .put(CONVERSATION + "/settings", gate.guard(frames::settle))
        .post(PARTICIPANTS, gate.guard(members::add))
        .delete(PARTICIPANTS + "/{userId}", gate.guard(members::remove))
        .patch(PARTICIPANTS + "/{userId}", gate.guard(members::role))
        .get(CONVERSATION + "/messages", gate.guard(history::page))
        .get(CONVERSATION + "/changes", gate.guard(missed::since))
        .post(CONVERSATION + "/messages", gate.guard(send::send))
        .post(CONVERSATION + "/read", gate.guard(reads::mark))
        .patch(MESSAGE, gate.guard(messages::edit))
        .delete(MESSAGE, gate.guard(deletion::delete))
        .put(REACTION, gate.guard(messages::react))
        .delete(REACTION, gate.guard(messages::takeBack))
        .get(MESSAGE + "/receipts", gate.guard(messages::receipts))
        .get(UNREAD, gate.guard(reads::all))
        .get(PRESENCE, gate.guard(presence::of))
        .post(FCM_TOKEN, gate.guard(devices::register))
        .delete(FCM_TOKEN, gate.guardCaller(devices::logout))
        .build();
  }
}
