-- Owners and admins of a channel are found without walking over its members. No watermark and no
-- setting is in it, so receipts still update their row in place.
CREATE INDEX conversation_members_leaders ON conversation_members (conversation_id, user_id)
  WHERE role <> 'member';
