package io.viatra.chat.push.sending;

import io.viatra.chat.schemas.device.Device;
import io.viatra.chat.schemas.push.PushRequest;

/// A request on its way to one device.
///
/// Its text is that of its parts: neither prints a token, and a request has no content.
public record Push(Device device, PushRequest request) {}
