-- The read model: folds of chat.events.v1, chat.receipts.v1 and user.devices.v1, written by the
-- persistence sink alone. Why it lies like this: docs/decisions/0010-read-model-layout.md.
--
-- `ver` is the version of the last event a row took; an event with a lower or the same one changes
-- nothing, so the log may be applied again. There are no foreign keys: the sequencer has checked,
-- and a row that was put aside as a dead letter must not take its neighbours along. Names are
-- unqualified, so that a rebuild can fill another schema.

-- last_seq, active_at and ver change with every message: none of them is indexed, and pages keep
-- room, so that such an update stays on its page and touches no index.
CREATE TABLE conversations (
  id         uuid        PRIMARY KEY,
  type       text        NOT NULL CHECK (type IN ('direct', 'group', 'channel')),
  name       text,
  avatar_url text,
  metadata   jsonb,
  created_by text        NOT NULL,
  created_at timestamptz NOT NULL,
  last_seq   bigint      NOT NULL,
  active_at  timestamptz NOT NULL,
  ver        bigint      NOT NULL
) WITH (fillfactor = 70);

COMMENT ON COLUMN conversations.last_seq IS 'seq of the newest message, 0 where there is none';
COMMENT ON COLUMN conversations.active_at IS 'when it was created or the newest message was sent; orders the list';

-- Events and receipts are read independently, so a receipt may come before its member. It then finds
-- or makes a row with ver 0 and left_seq 0: nobody's membership, which every reader passes over.
CREATE TABLE conversation_members (
  conversation_id uuid    NOT NULL,
  user_id         text    NOT NULL,
  role            text    NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'admin', 'member')),
  joined_seq      bigint  NOT NULL DEFAULT 0,
  left_seq        bigint           DEFAULT 0,
  delivered_seq   bigint  NOT NULL DEFAULT 0,
  read_seq        bigint  NOT NULL DEFAULT 0,
  delivered_at    timestamptz,
  read_at         timestamptz,
  muted_until     timestamptz,
  pinned_at       timestamptz,
  archived_at     timestamptz,
  marked_unread   boolean NOT NULL DEFAULT false,
  ver             bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (conversation_id, user_id)
) WITH (fillfactor = 70);

-- A user's conversations. Watermarks and settings are in no index.
CREATE INDEX conversation_members_by_user ON conversation_members (user_id, conversation_id)
  WHERE left_seq IS NULL;

COMMENT ON COLUMN conversation_members.joined_seq IS 'last seq when the member came; what is at or below it is neither unread nor receipted';
COMMENT ON COLUMN conversation_members.left_seq IS 'null: a member now. Else the last seq when the member left';

-- A deleted message keeps its row: body_kind, all content, reply and metadata are null.
CREATE TABLE messages (
  conversation_id   uuid        NOT NULL,
  seq               bigint      NOT NULL,
  id                uuid        NOT NULL,
  sender_id         text        NOT NULL,
  client_message_id text        NOT NULL,
  type              text        NOT NULL CHECK (type IN ('text', 'image', 'file', 'audio', 'system')),
  body_kind         text        CHECK (body_kind IN ('plain', 'encrypted')),
  body_text         text,
  body_key_id       text,
  body_nonce        text,
  body_ciphertext   text,
  reply_to          uuid,
  attachment        jsonb,
  metadata          jsonb,
  created_at        timestamptz NOT NULL,
  edited_at         timestamptz,
  deleted_at        timestamptz,
  deleted_by        text,
  ver               bigint      NOT NULL,
  PRIMARY KEY (conversation_id, seq)
) PARTITION BY HASH (conversation_id);

DO $$
BEGIN
  FOR part IN 0..15 LOOP
    EXECUTE format(
      'CREATE TABLE messages_%s PARTITION OF messages FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 90)',
      lpad(part::text, 2, '0'), part);
  END LOOP;
END $$;

-- Unique within the conversation, which is unique altogether since the id follows from it; by the id
-- alone it is a probe into each partition.
CREATE UNIQUE INDEX messages_id ON messages (id, conversation_id);

-- Unread counts subtract these from the distance between two seqs, and so never walk the history.
CREATE INDEX messages_by_sender ON messages (conversation_id, sender_id, seq);
CREATE INDEX messages_uncounted ON messages (conversation_id, seq) INCLUDE (sender_id)
  WHERE deleted_at IS NOT NULL OR type = 'system';

COMMENT ON COLUMN messages.body_kind IS 'null: deleted';
COMMENT ON COLUMN messages.body_nonce IS 'base64, as it came';
COMMENT ON COLUMN messages.body_ciphertext IS 'base64, as it came';

CREATE TABLE reactions (
  conversation_id uuid        NOT NULL,
  seq             bigint      NOT NULL,
  emoji           text        NOT NULL,
  user_id         text        NOT NULL,
  reacted_at      timestamptz NOT NULL,
  PRIMARY KEY (conversation_id, seq, emoji, user_id)
);

-- A token is one device's: who registered it last has it.
CREATE TABLE devices (
  user_id       text        NOT NULL,
  device_id     text        NOT NULL,
  token         text        NOT NULL,
  platform      text        NOT NULL CHECK (platform IN ('android', 'ios', 'web', 'unknown')),
  registered_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, device_id)
);

CREATE UNIQUE INDEX devices_token ON devices (token);

-- How far the sink is, in the transaction of the rows themselves. Two dozen rows that change with
-- every batch: room for updates in place, and vacuum before the dead ones pile up.
CREATE TABLE sink_progress (
  topic     text    NOT NULL,
  partition integer NOT NULL,
  next      bigint  NOT NULL,
  cmd       bigint  NOT NULL DEFAULT -1,
  PRIMARY KEY (topic, partition)
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

COMMENT ON COLUMN sink_progress.next IS 'offset of the next record to apply';
COMMENT ON COLUMN sink_progress.cmd IS 'highest cmd-offset applied; the commands'' partition has the same number. -1 before the first';

-- Unread, in one place: what lies between the watermark and the head, without own, deleted and
-- uncountable messages. Filter by user_id, by conversation_id or by both.
CREATE VIEW unread_counts AS
SELECT m.user_id, m.conversation_id,
       c.last_seq - a.above
         - (SELECT count(*) FROM messages o
             WHERE o.conversation_id = m.conversation_id AND o.sender_id = m.user_id AND o.seq > a.above)
         - (SELECT count(*) FROM messages u
             WHERE u.conversation_id = m.conversation_id AND u.seq > a.above
               AND (u.deleted_at IS NOT NULL OR u.type = 'system') AND u.sender_id <> m.user_id)
         AS unread
  FROM conversation_members m
  JOIN conversations c ON c.id = m.conversation_id
 CROSS JOIN LATERAL (SELECT least(c.last_seq, greatest(m.read_seq, m.joined_seq)) AS above) a
 WHERE m.left_seq IS NULL;
