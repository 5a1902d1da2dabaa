package io.viatra.chat.schemas.delivery;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.viatra.chat.schemas.receipt.Receipt;
import java.util.List;

/// A watermark rose.
///
/// @param receipt absolute values after the rise
/// @param deliveredFrom `deliveredSeq` before; newly delivered is (deliveredFrom,
///   receipt.deliveredSeq]
/// @param readFrom `readSeq` before
/// @param audience authors of the newly covered range, and the reader for the reader's other
///   devices
@JsonTypeName("delivery.receipt")
public record ReceiptDelivery(
    Receipt receipt, long deliveredFrom, long readFrom, List<ReceiptAudience> audience)
    implements Delivery {
  public ReceiptDelivery {
    audience = List.copyOf(audience);
  }
}
