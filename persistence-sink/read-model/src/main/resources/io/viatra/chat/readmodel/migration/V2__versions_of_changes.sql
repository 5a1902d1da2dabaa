-- What a client missed that knows a conversation up to some `ver` (docs/decisions/0013-resume.md), and
-- whether what somebody keeps of it is still so (docs/decisions/0014-*.md).
--
-- Of rows that are there only the newest version is known. As a creation's it says too much: the
-- message is sent once more to whoever comes back, as a new one, and is whole; of a conversation it
-- says that all of it has changed.

ALTER TABLE messages ADD COLUMN created_ver bigint;
UPDATE messages SET created_ver = ver;
ALTER TABLE messages ALTER COLUMN created_ver SET NOT NULL;

COMMENT ON COLUMN messages.created_ver IS 'version of the event that brought the message; grows with seq';

-- Messages that were touched after they were sent: few of them, so most are in no index by version.
CREATE INDEX messages_changed ON messages (conversation_id, ver) WHERE ver <> created_ver;

ALTER TABLE conversations
  ADD COLUMN changed_ver bigint,
  ADD COLUMN frame_ver   bigint;
UPDATE conversations SET changed_ver = ver, frame_ver = ver;
ALTER TABLE conversations
  ALTER COLUMN changed_ver SET NOT NULL,
  ALTER COLUMN frame_ver SET NOT NULL;

COMMENT ON COLUMN conversations.changed_ver IS 'version of the last event that changed a message that was there before: an edit, a deletion, a reaction; 0 where there is none';
COMMENT ON COLUMN conversations.frame_ver IS 'version of the last event that changed what the conversation is besides its messages: its creation, name, picture, metadata, members or roles';
