package io.viatra.chat.schemas.codec;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The envelope of every record: CloudEvents 1.0, Kafka binary mode, so that a consumer dispatches
/// on a header without parsing the value.
///
/// @param id `conversation:ver` for events; unique for (source, id) elsewhere
/// @param source the producing service, such as `/sequencer`
/// @param type see [Codec#type]
public record CloudEvent(String id, String source, String type, Instant time) {
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";

  /// Header name to value (all UTF-8), in the order in which they are written.
  public Map<String, String> headers() {
    var headers = new LinkedHashMap<String, String>();
    headers.put("ce_specversion", "1.0");
    headers.put(ID, id);
    headers.put(SOURCE, source);
    headers.put(TYPE, type);
    headers.put(TIME, Rfc3339.text(time));
    headers.put("content-type", "application/json");
    return headers;
  }
}
