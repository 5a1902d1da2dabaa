package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.event.SettingsChanged;

/// Somebody's own settings changed, for that person's devices alone.
///
/// @param conversation as it stands, the settings in the person's own member; its `ver` is one that
///   went out before, because settings take none
@JsonTypeName("delivery.settings")
public record SettingsDelivery(SettingsChanged changed, ConversationSnapshot conversation)
    implements Delivery {}
